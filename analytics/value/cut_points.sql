-- The bounds of each score in the picture: R above from and up to to, F and M from from and below to.
-- grain: axis, score
-- check: accounts >= 0 and axis in ('r', 'f', 'm')
with measured as (
    select
        'r' as axis,
        r_score as score,
        cast(recency_days as double) as measure
    from high_axes
    where picture_on = $as_of
    union all
    select
        'f' as axis,
        f_score as score,
        cast(frequency as double) as measure
    from high_axes
    where picture_on = $as_of
    union all
    select
        'm' as axis,
        m_score as score,
        cast(monetary as double) as measure
    from high_axes
    where picture_on = $as_of and m_score is not null
),

places as (
    select
        axis,
        score
    from (select unnest(['r', 'f', 'm']) as axis) as axes_of_cube
    cross join (select unnest([1, 2, 3, 4, 5]) as score) as scores_of_axis
    where $method <> 'pymc' or score <= 4
),

seen as (
    select
        axis,
        score,
        min(measure) as smallest,
        max(measure) as largest,
        count(*) as accounts
    from measured
    group by axis, score
)

select
    places.axis,
    places.score,
    case when fixed.axis is null then seen.smallest else fixed.from_value end as from_value,
    case when fixed.axis is null then seen.largest else fixed.to_value end as to_value,
    coalesce(seen.accounts, 0) as accounts,
    seen.smallest,
    seen.largest
from places
left join seen on places.axis = seen.axis and places.score = seen.score
left join fixed_cut_points as fixed on places.axis = fixed.axis and places.score = fixed.score
order by places.axis, places.score
