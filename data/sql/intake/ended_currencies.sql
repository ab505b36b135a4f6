-- What ends in each month because other values take its place, by currency.
-- grain: month, currency

select
    month,
    currency,
    sum(kind_amount) as amount
from ending
group by month, currency
having sum(kind_amount) is not null
order by month, currency
