-- Every ranking that was ever saved, the newest first, and whether it was taken back or is in force.
-- grain: saved_at
-- check: not (is_in_force and is_taken_back)
with told as (
    select
        saved_at,
        who,
        name,
        coalesce(json_extract(content, '$.weights'), content) as weights,
        coalesce(cast(json_extract_string(content, '$.from_on') as date), cast(saved_at as date)) as from_on,
        coalesce(cast(json_extract_string(content, '$.is_official') as boolean), false) as is_official
    from settings
    where what = 'ranking'
),

turned as (
    select
        name,
        arg_max(cast(json_extract_string(content, '$.is_taken_back') as boolean), saved_at) as is_taken_back,
        arg_max(who, saved_at) as taken_by
    from settings
    where what = 'ranking_turned'
    group by name
),

standing as (
    select
        told.*,
        coalesce(turned.is_taken_back, false) as is_taken_back,
        turned.taken_by
    from told
    left join turned on strftime(told.saved_at, '%Y-%m-%dT%H:%M:%S.%f') = turned.name
),

official as (
    select saved_at
    from standing
    where is_official and not is_taken_back and from_on <= $as_of
    qualify row_number() over (order by from_on desc, saved_at desc) = 1
)

select
    standing.saved_at,
    standing.who,
    standing.name,
    standing.is_official,
    standing.from_on,
    cast(standing.weights as varchar) as weights,
    standing.is_taken_back,
    standing.taken_by,
    official.saved_at is not null as is_in_force,
    not standing.is_taken_back
    and row_number() over (
        partition by standing.name, standing.is_taken_back order by standing.saved_at desc
    ) = 1 as is_newest_of_name
from standing
left join official on standing.saved_at = official.saved_at
order by standing.saved_at desc
