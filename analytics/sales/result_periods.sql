-- The years, quarters, months or days ($grain) up to the as-of date, each with the same days of last year and
-- of the period before; January and February are one where they are taken together, and then nothing stands
-- before March, whose days would be compared with twice as many.
-- grain: from_on
-- check: until_on >= from_on and is_partial = (until_on < whole_until)
with months as (
    select
        cast(
            unnest(
                generate_series(date_trunc('month', cast($book_from as date)), $as_of, interval 1 month)
            ) as date
        ) as month
),

starts as (
    select distinct
        case
            when $grain = 'year'
                then month - to_months(cast((month(month) - $fiscal_month + 12) % 12 as integer))
            when $grain = 'quarter'
                then month - to_months(cast((month(month) - $fiscal_month + 12) % 3 as integer))
            when $jan_feb_together and month(month) = 2 then month - interval 1 month
            else month
        end as from_on
    from months
    where $grain in ('year', 'quarter', 'month')
    union all
    select
        unnest(generate_series(date_trunc('month', $as_of) - interval 1 month, $as_of, interval 1 day))
            as from_on
    where $grain = 'day' and $book_from is not null
),

spans as (
    select
        cast(from_on as date) as from_on,
        case
            when $grain = 'year' then 12
            when $grain = 'quarter' then 3
            when $grain = 'month' and $jan_feb_together and month(from_on) = 1 then 2
            when $grain = 'month' then 1
        end as months
    from starts
    qualify row_number() over (order by from_on desc) <= case $grain
        when 'year' then 10 when 'quarter' then 12 when 'month' then 24 else 62
    end
),

ends as (
    select
        from_on,
        months,
        case
            when months is null then from_on
            else cast(from_on + to_months(cast(months as integer)) - interval 1 day as date)
        end as whole_until
    from spans
),

reached as (
    select
        *,
        least(whole_until, $as_of) as until_on,
        months is not null
        and last_day(least(whole_until, $as_of)) = least(whole_until, $as_of) as to_month_end
    from ends
)

select
    from_on,
    until_on,
    whole_until,
    until_on < whole_until as is_partial,
    cast(from_on - interval 12 month as date) as last_year_from,
    case
        when to_month_end then last_day(until_on - interval 12 month)
        else cast(until_on - interval 12 month as date)
    end as last_year_until,
    case
        when months is null then cast(from_on - interval 1 day as date)
        when $grain = 'month' and $jan_feb_together and month(from_on) = 3 then null
        else cast(from_on - to_months(cast(months as integer)) as date)
    end as previous_from,
    case
        when months is null then cast(from_on - interval 1 day as date)
        when to_month_end then last_day(until_on - to_months(cast(months as integer)))
        else cast(until_on - to_months(cast(months as integer)) as date)
    end as previous_until,
    datediff('day', from_on, until_on) + 1 as days
from reached
