-- What the whole book holds: its currencies, its first and last order, when each month began to sell.
-- grain: one row
-- check: first_order_on is null or first_order_on <= last_order_on
with others as (
    select lost_on as happened_on
    from churn
    where added_in <= $version and (removed_in is null or removed_in > $version)
    union all
    select assessed_on as happened_on
    from relationships
    where added_in <= $version and (removed_in is null or removed_in > $version)
    union all
    select invoiced_on as happened_on
    from receivables
    where added_in <= $version and (removed_in is null or removed_in > $version)
),

months as (
    select
        month,
        min(currency) as first_currency,
        max(currency) as last_currency,
        min(order_date) filter (where amount >= 0) as first_on,
        max(order_date) filter (where amount >= 0) as last_on,
        max(order_date) as last_line_on
    from every_order
    group by month
)

select
    min(first_currency) as first_currency,
    max(last_currency) as last_currency,
    min(first_on) as first_order_on,
    max(last_on) as last_order_on,
    coalesce(max(last_line_on), (select max(happened_on) from others)) as last_fact_on,
    list(first_on order by first_on) filter (where first_on is not null) as months,
    max(last_line_on) as last_line_on,
    (select last_month.lacks_days from last_month) as lacks_days
from months
