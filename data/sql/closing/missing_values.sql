-- Salespeople, regions and categories that sold in at least three of the six months before the month
-- and in the month not at all.
-- grain: dimension, value

with lines as (
    select
        month,
        order_date,
        salesperson,
        region,
        category
    from sales
    where
        added_in <= $version
        and (removed_in is null or removed_in > $version)
        and amount >= 0
        and month between cast($month as date) - interval 6 month and $month
),

seen as (
    unpivot lines
    on salesperson, region, category
    into name dimension value value
)

select
    dimension,
    value,
    count(distinct month) as months,
    max(order_date) as last_order_on
from seen
group by dimension, value
having count(distinct month) >= 3 and max(month) < $month
order by dimension, value
