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
    from staged
    where $mode = 'replace' and month in (select c.month from closed as c)
    union all
    select
        month,
        currency,
        amount
    from weighed
    where $mode <> 'replace' and not is_known and month in (select c.month from closed as c)
    union all
    select
        month,
        currency,
        -amount as amount
    from loaded
    where
        $mode = 'replace'
        and list_contains($months, month)
        and month in (select c.month from closed as c)
    union all
    select
        month,
        currency,
        -amount as amount
    from ending
    where month in (select c.month from closed as c)
)

select
    month,
    currency,
    sum(amount) as difference
from moves
group by month, currency
order by month, currency
