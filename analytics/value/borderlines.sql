-- The axis on which a scored account stands within a small step of the line between high and low.
-- grain: picture_on, account_key
-- check: borderline in ('r', 'f', 'm')
with lines as (
    select
        high_axes.picture_on,
        high_axes.account_key,
        population.recency_days,
        cast(population.frequency as double) as frequency,
        cast(population.monetary as double) as monetary,
        case
            when $method = 'book' and $split = 'cutoff'
                then
                    population.usual_interval_days
                    * case $cutoff[1]
                        when 5 then marks.r5_to
                        when 4 then marks.r4_to
                        when 3 then marks.r3_to
                        when 2 then marks.r2_to
                    end
            else bounds.recency_to
        end as recency_to,
        cast(bounds.frequency_from as double) as frequency_from,
        cast(bounds.monetary_from as double) as monetary_from
    from high_axes
    inner join population
        on high_axes.picture_on = population.picture_on and high_axes.account_key = population.account_key
    inner join high_bounds as bounds on high_axes.picture_on = bounds.picture_on
    cross join book_marks as marks
),

named as (
    select
        lines.picture_on,
        lines.account_key,
        case
            when
                abs(lines.recency_days - lines.recency_to)
                <= greatest(steps.r_days, steps.r_share * lines.recency_to)
                then 'r'
            when
                lines.frequency < lines.frequency_from
                and lines.frequency_from - lines.frequency <= steps.f_share * lines.frequency_from
                then 'f'
            when abs(lines.monetary - lines.monetary_from) <= steps.m_share * lines.monetary_from then 'm'
        end as borderline
    from lines
    cross join borderline_steps as steps
)

select *
from named
where borderline is not null
