-- What ends in each month because other values take its place, where files add.
-- grain: month

select
    kind_month as month,
    count(*) as records,
    sum(kind_amount) as amount
from ending
group by all
order by month
