-- The accounts that the filters on who let through.
-- grain: account_key
-- check: account_id is not null
select *
from book_accounts
where
    ($regions is null or list_contains($regions, region))
    and ($departments is null or list_contains($departments, department))
    and ($salespeople is null or list_contains($salespeople, salesperson))
    and ($sales_points is null or list_contains($sales_points, sales_point))
    and ($industries is null or list_contains($industries, industry))
    and ($accounts is null or list_contains($accounts, account_id))
    and (not $key_accounts_only or is_key_account)
