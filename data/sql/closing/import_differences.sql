-- What an import changes in the money of each closed month, by currency: from the tables of weighing.
-- grain: month, currency

with closed as (
    select distinct month
    from closings
    where reopened_at is null
),

moves as (
    select
        month,
        currency,
        amount
    from weighed
    where $mode = 'replace' or not is_known
    union all
    select
        month,
        currency,
        -amount as amount
    from loaded
    where $mode = 'replace' and list_contains($months, month)
    union all
    select
        month,
        currency,
        -amount as amount
    from ending
)

select
    m.month,
    m.currency,
    sum(m.amount) as difference
from moves as m
inner join closed as c on m.month = c.month
group by m.month, m.currency
order by m.month, m.currency
