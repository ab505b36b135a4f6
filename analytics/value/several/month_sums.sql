-- What each account ordered in each month, added up from its days.
-- grain: account_key, month
-- check: orders >= 0 and lines > 0 and days >= 0
-- kept: for one question
select
    account_key,
    cast(date_trunc('month', order_date) as date) as month,
    cast(sum(orders) as bigint) as orders,
    count(*) filter (where orders > 0) as days,
    cast(sum(lines) as bigint) as lines,
    cast(sum(net_sales) as decimal(38, 4)) as net_sales,
    cast(sum(margin) as decimal(38, 4)) as margin,
    cast(sum(margin_amount) as decimal(38, 4)) as margin_amount
from account_days
group by account_key, cast(date_trunc('month', order_date) as date)
