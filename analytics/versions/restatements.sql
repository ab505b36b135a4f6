-- Net sales of each month and account where they differ between two data versions: version_before and the
-- scope's. Months without any line before are new, not restated.
-- grain: month, account_id
-- check: difference = net_sales - net_sales_before and difference <> 0
with seen as (
    select
        month,
        account_key,
        amount,
        added_in <= cast($version_before as integer)
        and (removed_in is null or removed_in > cast($version_before as integer)) as was_there,
        added_in <= $version and (removed_in is null or removed_in > $version) as is_there
    from lines_of_versions
),

sums as (
    select
        month,
        account_key,
        cast(coalesce(sum(amount) filter (where was_there), 0) as decimal(38, 4)) as net_sales_before,
        cast(coalesce(sum(amount) filter (where is_there), 0) as decimal(38, 4)) as net_sales,
        not bool_or(bool_or(was_there)) over (partition by month) as is_new_month
    from seen
    group by month, account_key
)

select
    sums.month,
    named.account_id,
    named.account_name,
    sums.net_sales_before,
    sums.net_sales,
    sums.net_sales - sums.net_sales_before as difference,
    sums.is_new_month
from sums
left join named_accounts as named on sums.account_key = named.account_key
where sums.net_sales <> sums.net_sales_before
order by sums.month desc, abs(sums.net_sales - sums.net_sales_before) desc, named.account_id asc
