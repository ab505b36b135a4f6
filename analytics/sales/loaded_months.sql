-- What is loaded: rows and money of each kind, month by month without a hole, so that a month that nobody
-- loaded shows; money is net sales, sales lost, invoices or targets in the currency of the scope; lists
-- have none.
-- grain: kind, month
-- check: lines >= 0
with found as (
    select
        'sales' as kind,
        month,
        count(*) as lines,
        sum(amount) filter (
            where coalesce(currency, $book_currency, '') = coalesce($currency, $book_currency, '')
        ) as amount
    from sales
    where added_in <= $version and (removed_in is null or removed_in > $version)
    group by month
    union all
    select
        'accounts' as kind,
        null as month,
        count(*) as lines,
        null as amount
    from accounts
    where added_in <= $version and (removed_in is null or removed_in > $version)
    having count(*) > 0
    union all
    select
        'churn' as kind,
        month,
        count(*) as lines,
        sum(sales_lost) as amount
    from churn
    where added_in <= $version and (removed_in is null or removed_in > $version)
    group by month
    union all
    select
        'relationships' as kind,
        month,
        count(*) as lines,
        null as amount
    from relationships
    where added_in <= $version and (removed_in is null or removed_in > $version)
    group by month
    union all
    select
        'receivables' as kind,
        month,
        count(*) as lines,
        sum(amount) filter (
            where coalesce(currency, $book_currency, '') = coalesce($currency, $book_currency, '')
        ) as amount
    from receivables
    where added_in <= $version and (removed_in is null or removed_in > $version)
    group by month
    union all
    select
        'targets' as kind,
        month,
        count(*) as lines,
        sum(amount) filter (
            where coalesce(currency, $book_currency, '') = coalesce($currency, $book_currency, '')
        ) as amount
    from targets
    where added_in <= $version and (removed_in is null or removed_in > $version)
    group by month
),

spans as (
    select
        kind,
        min(month) as first_on,
        max(month) as last_on
    from found
    group by kind
),

calendar as (
    select
        kind,
        cast(unnest(generate_series(first_on, last_on, interval 1 month)) as date) as month
    from spans
    where first_on is not null
    union all
    select
        kind,
        null as month
    from spans
    where first_on is null
)

select
    calendar.kind,
    calendar.month,
    coalesce(found.lines, 0) as lines,
    cast(found.amount as decimal(38, 4)) as amount
from calendar
left join found on calendar.kind = found.kind and calendar.month is not distinct from found.month
order by calendar.kind, calendar.month
