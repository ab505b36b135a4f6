-- How many lines are left out of each month.
-- grain: month

select
    month,
    cast(sum(lines) as bigint) as lines
from not_sales
where removed_in is null and kind = $kind and source = $source
group by month
order by month
