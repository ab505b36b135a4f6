-- The close in force of a month, its net sales in each currency, and those of now.
-- grain: currency

with closed as (
    select
        version,
        currency,
        net_sales
    from closings
    where month = $month and reopened_at is null
),

present as (
    select
        coalesce(currency, $book_currency) as currency,
        sum(amount) as net_sales
    from sales
    where removed_in is null and month = $month
    group by all
)

select
    (select max(version) from closed) as version,
    coalesce(c.currency, p.currency) as currency,
    c.net_sales as closed,
    coalesce(p.net_sales, 0) as present
from closed as c
full outer join present as p on c.currency is not distinct from p.currency
order by currency nulls first
