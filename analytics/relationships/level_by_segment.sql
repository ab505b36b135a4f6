-- Relationship level against segment (or state) at the as-of date: each of the five columns against each of
-- the eleven rows (and of accounts active without a score), empty ones too, with the corners where value and
-- relationship disagree.
-- grain: level, segment
-- check: corner is null or level is not null
with levels as (
    select
        level,
        corner_when_important,
        corner_when_general
    from level_corners
    union all
    select
        null as level,
        null as corner_when_important,
        null as corner_when_general
),

segments_and_states as (
    select
        segment,
        position
    from eight_segments
    union all
    select
        unnest(['lapsed_important', 'lapsed_general', 'never_purchased']) as segment,
        unnest([9, 10, 11]) as position
    union all
    select
        'active' as segment,
        12 as position
    where 'active' in (select account_levels.segment from account_levels)
)

select
    levels.level,
    segments_and_states.segment,
    count(account_levels.account_key) as accounts,
    coalesce(sum(account_levels.net_sales), 0) as net_sales,
    case
        when segments_and_states.segment like 'important%' then levels.corner_when_important
        when
            segments_and_states.segment like 'general%'
            or segments_and_states.segment in ('lapsed_general', 'never_purchased')
            then levels.corner_when_general
    end as corner
from levels
cross join segments_and_states
left join account_levels
    on
        segments_and_states.segment = account_levels.segment
        and coalesce(levels.level, 0) = coalesce(account_levels.level, 0)
group by all
order by levels.level nulls last, min(segments_and_states.position)
