-- The accounts from the largest down, and which share of net sales those up to each make together.
-- grain: account_id
-- check: abc_class in ('A', 'B', 'C')
select
    account_id,
    account_name,
    net_sales,
    sales_share,
    cumulative_sales_share,
    cumulative_accounts_share,
    abc_class
from ranked_accounts
order by net_sales desc, account_id asc
