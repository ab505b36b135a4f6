-- The days between an order of an account and its order before, order days only: no gap on one day.
-- grain: account_key, order_date
-- check: gap_days is null or gap_days > 0
with ordered as (
    select
        account_key,
        order_date,
        datediff(
            'day', lag(order_date) over (partition by account_key order by order_date), order_date
        ) as gap_days
    from book_orders
    where account_key is not null and amount >= 0
)

select *
from ordered
where gap_days is null or gap_days > 0
