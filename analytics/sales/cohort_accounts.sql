-- The accounts of the cohorts: since which quarter each buys, and what it bought then, since, and of late.
-- grain: account_id
-- check: quarters_with_orders >= 1
select
    accounts.account_id,
    accounts.account_name,
    found.cohort_on,
    count(*) filter (where found.orders > 0) as quarters_with_orders,
    cast(sum(found.net_sales) filter (where found.quarter_on = found.cohort_on) as decimal(38, 4))
        as first_sales,
    cast(sum(found.net_sales) as decimal(38, 4)) as net_sales,
    max(found.quarter_on) filter (where found.orders > 0) as last_quarter_on,
    accounts.region,
    accounts.salesperson
from account_quarters as found
inner join scoped_accounts as accounts on found.account_key = accounts.account_key
group by accounts.account_id, accounts.account_name, found.cohort_on, accounts.region, accounts.salesperson
order by found.cohort_on desc, net_sales desc, accounts.account_id asc
