-- The last 24 months up to the as-of date, or those of a longer window, from the scope's first order on, each
-- with the same days of last year; a base is there only from the first month of the book.
-- grain: month
-- check: is_partial = (until_on < last_day(month))
with first_orders as (
    select cast(date_trunc('month', min(order_date)) as date) as month
    from scoped_orders
    having min(order_date) is not null
),

firsts as (
    select
        month as first_on,
        case
            when $window_months is null then month
            else greatest(
                month,
                date_trunc('month', $as_of) - to_months(cast(greatest($window_months, 24) as integer) - 1)
            )
        end as from_on
    from first_orders
),

calendar as (
    select
        first_on,
        cast(unnest(generate_series(from_on, date_trunc('month', $as_of), interval 1 month)) as date) as month
    from firsts
)

select
    month,
    least(last_day(month), $as_of) as until_on,
    last_day(month) > $as_of as is_partial,
    cast(month - interval 12 month as date) as before_from_on,
    case
        when last_day(month) > $as_of then cast($as_of - interval 12 month as date)
        else last_day(month - interval 12 month)
    end as before_until_on,
    month - interval 12 month >= first_on as has_base
from calendar
