-- Each salesperson with an order in the year up to the month's end: the last one, and the month's lines.
-- grain: salesperson

select
    salesperson,
    max(order_date) as last_order_on,
    count(*) filter (where month = $month) as lines
from sales
where
    added_in <= $version
    and (removed_in is null or removed_in > $version)
    and amount >= 0
    and salesperson is not null
    and month between cast($month as date) - interval 11 month and $month
group by salesperson
order by last_order_on, salesperson
