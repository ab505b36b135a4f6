-- What an import changes in the money of each closed month, by currency, and whether it moves money from
-- account to account: from the tables of weighing.
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
        account,
        amount
    from staged
    where $mode = 'replace' and month in (select c.month from closed as c)
    union all
    select
        month,
        currency,
        account,
        amount
    from weighed
    where $mode <> 'replace' and not is_known and month in (select c.month from closed as c)
    union all
    select
        month,
        currency,
        account,
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
        account,
        -amount as amount
    from ending
    where month in (select c.month from closed as c)
),

accounts as (
    select
        month,
        currency,
        account,
        sum(amount) as difference
    from moves
    group by all
)

select
    month,
    currency,
    sum(difference) as difference,
    bool_or(difference <> 0) as is_moved
from accounts
group by month, currency
order by month, currency
