-- What is loaded now in each month that a call touches, by currency.
-- grain: month, currency

select
    month,
    currency,
    sum(kind_amount) as amount
from loaded
where list_contains($months, month)
group by month, currency
order by month, currency
