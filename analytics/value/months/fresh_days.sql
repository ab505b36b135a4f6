-- What each account did on each day after the months whose days are kept, with the days since its order day
-- before.
-- grain: account_key, order_date
-- check: orders >= 0 and lines > 0
-- kept: for one question
with fresh as (
    select
        account_key,
        order_date,
        count(*) filter (where amount >= 0) as orders,
        cast(sum(lines) as bigint) as lines,
        cast(sum(amount) as decimal(38, 4)) as net_sales,
        cast(sum(margin) as decimal(38, 4)) as margin,
        cast(sum(margin_amount) as decimal(38, 4)) as margin_amount
    from book_orders
    where account_key is not null and order_date > $days_until
    group by account_key, order_date
),

lasts as (
    select
        account_key,
        max(order_date) as last_order_on
    from kept_days
    where made_of = $days_made_of and order_date <= $days_until and orders > 0
    group by account_key
),

before as (
    select
        fresh.*,
        coalesce(
            max(case when fresh.orders > 0 then fresh.order_date end) over (
                partition by fresh.account_key
                order by fresh.order_date
                rows between unbounded preceding and 1 preceding
            ),
            lasts.last_order_on
        ) as ordered_before_on
    from fresh
    left join lasts on fresh.account_key = lasts.account_key
)

select
    account_key,
    order_date,
    orders,
    lines,
    net_sales,
    margin,
    margin_amount,
    case when orders > 0 then datediff('day', ordered_before_on, order_date) end as gap_days
from before
