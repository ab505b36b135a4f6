-- What undoing a version changes in the money of each closed month, by currency, and whether it moves money
-- from account to account.
-- grain: month, currency

with closed as (
    select distinct month
    from closings
    where reopened_at is null
),

added as (
    select
        file_id,
        row,
        source
    from sales
    where added_in = $version
),

moves as (
    select
        s.month,
        s.currency,
        s.account_key,
        -s.amount as amount
    from sales as s
    inner join added as a on s.file_id = a.file_id and s.row = a.row and s.source = a.source
    where s.removed_in is null
    union all
    select
        month,
        currency,
        account_key,
        amount
    from sales
    where removed_in = $version
),

accounts as (
    select
        m.month,
        m.currency,
        m.account_key,
        sum(m.amount) as difference
    from moves as m
    inner join closed as c on m.month = c.month
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
