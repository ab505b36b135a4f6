-- The targets within the filters of the plainest level that names the $dimension and all that is filtered by;
-- none where no level does.
-- grain: file_id, row, month
-- check: target_level is not null
with levels as (
    select distinct
        target_level,
        list_filter(string_split(target_level, '+'), lambda name: name <> 'company') as names
    from book_targets
),

plainest as (
    select target_level
    from levels
    where
        (
            $dimension = 'company'
            or list_contains(names, case $dimension when 'owner' then 'salesperson' else $dimension end)
        )
        and ($regions is null or list_contains(names, 'region'))
        and ($departments is null or list_contains(names, 'department'))
        and ($salespeople is null or list_contains(names, 'salesperson'))
        and ($sold_regions is null or list_contains(names, 'region'))
        and ($sold_departments is null or list_contains(names, 'department'))
        and ($sold_salespeople is null or list_contains(names, 'salesperson'))
        and ($categories is null or list_contains(names, 'category'))
        and ($accounts is null or list_contains(names, 'account'))
        and $products is null
        and $industries is null
        and $sales_points is null
        and $sold_sales_points is null
        and not $key_accounts_only
    qualify row_number() over (order by len(names) asc, target_level asc) = 1
)

select targets.*
from book_targets as targets
inner join plainest on targets.target_level = plainest.target_level
left join book_accounts as accounts on targets.account_key = accounts.account_key
where
    ($regions is null or list_contains($regions, targets.region))
    and ($departments is null or list_contains($departments, targets.department))
    and ($salespeople is null or list_contains($salespeople, targets.salesperson))
    and ($sold_regions is null or list_contains($sold_regions, targets.region))
    and ($sold_departments is null or list_contains($sold_departments, targets.department))
    and ($sold_salespeople is null or list_contains($sold_salespeople, targets.salesperson))
    and ($categories is null or list_contains($categories, targets.category))
    and ($accounts is null or list_contains($accounts, accounts.account_id))
