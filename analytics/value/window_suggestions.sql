-- How much each window shows: the orders of its median account, and who ordered before but not in it.
-- grain: window_months
-- check: lapsed_share is null or lapsed_share between 0 and 1
with counted as (
    select
        account_key,
        count(*) filter (where order_date >= $as_of + interval 1 day - interval 12 month) as orders_12,
        count(*) filter (where order_date >= $as_of + interval 1 day - interval 24 month) as orders_24,
        count(*) filter (where order_date >= $as_of + interval 1 day - interval 36 month) as orders_36,
        min(order_date) as first_on
    from book_orders
    where account_key is not null and amount >= 0
    group by account_key
),

long_form as (
    unpivot counted
    on orders_12, orders_24, orders_36
    into name window_name value orders
),

measured as (
    select
        cast(right(window_name, 2) as integer) as window_months,
        count(*) as accounts,
        count(*) filter (where orders > 0) as active_accounts,
        median(orders) filter (where orders > 0) as median_orders,
        datediff('month', min(first_on), $as_of) + 1 as history_months
    from long_form
    group by window_name
),

judged as (
    select
        window_months,
        active_accounts,
        cast(median_orders as double) as median_orders,
        1 - cast(active_accounts as double) / accounts as lapsed_share,
        history_months,
        window_months <= history_months as is_loaded
    from measured
)

select
    *,
    coalesce(is_loaded and median_orders >= 3 and lapsed_share <= 0.2, false) as is_enough
from judged
order by window_months
