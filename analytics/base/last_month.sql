-- How the last month ends, and whether more days without a line follow than this book usually has.
-- grain: one row
-- check: last_line_on is null or missing_days >= 0
with recent as (
    select distinct
        every_order.month,
        every_order.order_date as day
    from every_order
    where every_order.month >= (
        select cast(max(latest.month) - interval 12 month as date)
        from every_order as latest
    )
),

bounds as (
    select
        min(day) as first_on,
        max(month) as last_month,
        max(day) as last_line_on
    from recent
),

calendar as (
    select
        cast(unnest(generate_series(
            cast(bounds.first_on as timestamp),
            bounds.last_month + interval 1 month - interval 1 day,
            interval 1 day
        )) as date) as day
    from bounds
    where bounds.first_on is not null
),

marked as (
    select
        calendar.day,
        cast(date_trunc('month', calendar.day) as date) as month,
        isodow(calendar.day) as weekday,
        recent.day is not null as has_lines
    from calendar
    left join recent on calendar.day = recent.day
),

-- A weekday counts when most of its days had lines: so a book of few orders lacks nothing.
weekdays as (
    select marked.weekday
    from marked
    cross join bounds
    where marked.month < bounds.last_month
    group by marked.weekday
    having avg(cast(marked.has_lines as integer)) > 0.5
),

ends as (
    select
        month,
        max(day) filter (where has_lines) as last_line_on
    from marked
    group by month
),

tails as (
    select
        ends.month,
        count(weekdays.weekday) as missing_days
    from ends
    left join marked on ends.month = marked.month and ends.last_line_on < marked.day
    left join weekdays on marked.weekday = weekdays.weekday
    group by ends.month
),

compared as (
    select
        bounds.last_line_on,
        coalesce(max(tails.missing_days) filter (where tails.month = bounds.last_month), 0) as missing_days,
        quantile_disc(tails.missing_days, 0.9) filter (
            where tails.month < bounds.last_month
        ) as usual_missing_days
    from bounds
    left join tails on true
    group by bounds.last_line_on
)

select
    last_line_on,
    missing_days,
    usual_missing_days,
    coalesce(missing_days > usual_missing_days, false) as lacks_days
from compared
