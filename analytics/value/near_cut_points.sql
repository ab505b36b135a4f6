-- The cut-point that an account stands nearest to, where it is within a small step of one that the method
-- lays down itself: how far (days, orders, money), and the score beyond.
-- grain: picture_on, account_key
-- check: axis in ('r', 'f', 'm')
-- check: step > 0 or axis = 'm'
with cuts as (
    select
        upper_bounds.axis,
        upper_bounds.score,
        case when upper_bounds.axis = 'r' then upper_bounds.to_value else upper_bounds.from_value end as cut
    from fixed_cut_points as upper_bounds
    where upper_bounds.score > 1
),

measured as (
    select
        population.picture_on,
        population.account_key,
        cuts.axis,
        cuts.score,
        case cuts.axis
            when 'r' then cast(population.recency_days as double)
            when 'f' then cast(population.frequency as double)
            else cast(population.monetary as double)
        end as measure,
        case
            when cuts.axis = 'm' then cuts.cut
            when cuts.axis = 'f' then ceil(cuts.cut)
            when $method = 'book' then floor(cuts.cut * population.usual_interval_days)
            else floor(cuts.cut)
        end as cut
    from population
    cross join cuts
),

placed as (
    select
        measured.*,
        case measured.axis when 'r' then measure <= cut else measure >= cut end as is_beyond
    from measured
    where measure is not null and cut > 0
),

stepped as (
    select
        placed.picture_on,
        placed.account_key,
        placed.axis,
        placed.score - cast(placed.is_beyond as integer) as score,
        case placed.axis
            when 'r' then abs(placed.measure - placed.cut - cast(placed.is_beyond as integer))
            when 'f' then abs(placed.measure - placed.cut + cast(placed.is_beyond as integer))
            else abs(placed.measure - placed.cut)
        end as step,
        abs(placed.measure - placed.cut) as distance,
        case placed.axis
            when 'r' then greatest(steps.r_days, steps.r_share * placed.cut)
            when 'f' then steps.f_share * placed.cut
            else steps.m_share * placed.cut
        end as reach
    from placed
    cross join borderline_steps as steps
)

select
    picture_on,
    account_key,
    axis,
    score,
    step
from stepped
where case when axis = 'f' then step else distance end <= reach
qualify row_number() over (
    partition by picture_on, account_key order by step / reach asc, axis desc, score desc
) = 1
