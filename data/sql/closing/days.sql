-- Days of the month without a line, how many are usual, and those on whose weekday lines are usual.
-- grain: one row

with sold as (
    select distinct order_date as day
    from sales
    where
        added_in <= $version
        and (removed_in is null or removed_in > $version)
        and month between cast($month as date) - interval 12 month and $month
),

calendar as (
    select cast(unnest(generate_series(
        cast((select date_trunc('month', min(day)) from sold) as timestamp),
        cast($month as date) + interval 1 month - interval 1 day,
        interval 1 day
    )) as date) as day
),

marked as (
    select
        calendar.day,
        cast(date_trunc('month', calendar.day) as date) as month,
        isodow(calendar.day) as weekday,
        sold.day is not null as has_lines
    from calendar
    left join sold on calendar.day = sold.day
),

months as (
    select
        month,
        count(*) filter (where not has_lines) as days_without_lines
    from marked
    group by month
),

weekdays as (
    select weekday
    from marked
    where month < $month
    group by weekday
    having avg(cast(has_lines as integer)) > 0.5
),

silent as (
    select list(marked.day order by marked.day) as days
    from marked
    inner join weekdays on marked.weekday = weekdays.weekday
    where marked.month = $month and not marked.has_lines
),

counted as (
    select
        max(days_without_lines) filter (where month = $month) as days_without_lines,
        median(days_without_lines) filter (where month < $month) as usual_days_without_lines
    from months
)

select
    counted.days_without_lines,
    counted.usual_days_without_lines,
    (
        select max(day)
        from marked
        where has_lines and month = $month
    ) as last_line_on,
    coalesce(silent.days, []) as unusual_days
from counted
cross join silent
