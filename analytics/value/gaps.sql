-- The days between one order day of an account and its next.
-- grain: account_key, order_date
-- check: gap_days is null or gap_days > 0
select
    account_key,
    order_date,
    datediff(
        'day', lag(order_date) over (partition by account_key order by order_date), order_date
    ) as gap_days
from account_days
where orders > 0
