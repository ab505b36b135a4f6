-- The axis on which a scored account stands within a small step of the line between high and low, else of a
-- cut-point of the ruler: how far it is from the other side (days, orders, money), and the score there (null
-- where values are split).
-- grain: picture_on, account_key
-- check: borderline in ('r', 'f', 'm')
-- check: borderline_step >= 0
with high_from as (
    select
        *,
        case $split when 'cutoff' then $cutoff[1] when 'mean_score' then r_mean_from end as r_line,
        case $split when 'cutoff' then $cutoff[2] when 'mean_score' then f_mean_from end as f_line,
        case $split when 'cutoff' then $cutoff[3] when 'mean_score' then m_mean_from end as m_line
    from high_bounds
),

drawn as (
    select
        high_from.picture_on,
        max(cuts.to_value) filter (where cuts.axis = 'r' and cuts.score = high_from.r_line) as recency_to,
        max(cuts.from_value) filter (where cuts.axis = 'f' and cuts.score = high_from.f_line)
            as frequency_from,
        max(cuts.from_value) filter (where cuts.axis = 'm' and cuts.score = high_from.m_line)
            as monetary_from
    from high_from
    left join fixed_cut_points as cuts on true
    group by high_from.picture_on
),

lines as (
    select
        high_axes.picture_on,
        high_axes.account_key,
        high_axes.is_r_high,
        high_axes.is_m_high,
        high_axes.recency_days,
        cast(high_axes.frequency as double) as frequency,
        cast(high_axes.monetary as double) as monetary,
        floor(
            coalesce(
                case when $method = 'book' then high_axes.usual_interval_days else 1 end * drawn.recency_to,
                bounds.recency_to
            )
        ) as recency_to,
        ceil(coalesce(drawn.frequency_from, cast(bounds.frequency_from as double))) as frequency_from,
        coalesce(drawn.monetary_from, cast(bounds.monetary_from as double)) as monetary_from,
        case
            when bounds.r_line is null then null
            when drawn.recency_to is null then bounds.r_from
            else bounds.r_line
        end as r_from,
        case
            when bounds.f_line is null then null
            when drawn.frequency_from is null then bounds.f_from
            else bounds.f_line
        end as f_from,
        case
            when bounds.m_line is null then null
            when drawn.monetary_from is null then bounds.m_from
            else bounds.m_line
        end as m_from
    from high_axes
    inner join high_from as bounds on high_axes.picture_on = bounds.picture_on
    inner join drawn on high_axes.picture_on = drawn.picture_on
),

named as (
    select
        lines.*,
        lines.frequency >= lines.frequency_from as is_from_above,
        case
            when
                abs(lines.recency_days - lines.recency_to)
                <= greatest(steps.r_days, steps.r_share * lines.recency_to)
                then 'r'
            when
                abs(lines.frequency - lines.frequency_from + cast(is_from_above as integer))
                <= steps.f_share * lines.frequency_from
                then 'f'
            when abs(lines.monetary - lines.monetary_from) <= steps.m_share * lines.monetary_from then 'm'
        end as borderline
    from lines
    cross join borderline_steps as steps
)

select
    named.picture_on,
    named.account_key,
    coalesce(named.borderline, cuts.axis) as borderline,
    case named.borderline
        when 'r' then abs(named.recency_days - named.recency_to - cast(named.is_r_high as integer))
        when 'f' then abs(named.frequency - named.frequency_from + cast(named.is_from_above as integer))
        when 'm' then abs(named.monetary - named.monetary_from)
        else cuts.step
    end as borderline_step,
    case named.borderline
        when 'r' then named.r_from - cast(named.is_r_high as integer)
        when 'f' then named.f_from - cast(named.is_from_above as integer)
        when 'm' then named.m_from - cast(named.is_m_high as integer)
        else cuts.score
    end as borderline_score
from named
left join near_cut_points as cuts
    on named.picture_on = cuts.picture_on and named.account_key = cuts.account_key
where named.borderline is not null or cuts.axis is not null
