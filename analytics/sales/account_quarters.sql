-- What each account bought in each (fiscal) quarter, beside the quarter of its first order ever.
-- grain: account_key, quarter_on
-- check: quarter_on >= cohort_on
-- kept: from one question to the next
with dated as (
    select
        account_key,
        amount,
        order_date,
        date_trunc('month', order_date)
        - to_months(cast((month(order_date) - $fiscal_month + 12) % 3 as integer)) as quarter_on
    from scoped_orders
    where account_key is not null
),

firsts as (
    select
        account_key,
        min(quarter_on) filter (where amount >= 0) as cohort_on
    from dated
    group by account_key
)

select
    dated.account_key,
    cast(firsts.cohort_on as date) as cohort_on,
    cast(dated.quarter_on as date) as quarter_on,
    count(*) filter (where dated.amount >= 0) as orders,
    cast(sum(dated.amount) as decimal(38, 4)) as net_sales
from dated
inner join firsts on dated.account_key = firsts.account_key
where dated.quarter_on >= firsts.cohort_on
group by dated.account_key, firsts.cohort_on, dated.quarter_on
