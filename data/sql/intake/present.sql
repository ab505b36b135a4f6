-- What is loaded now in each month that a call touches.
-- grain: month

select
    month,
    count(*) as records,
    sum(kind_amount) as amount
from loaded
where month is null or list_contains($months, month)
group by month
order by month
