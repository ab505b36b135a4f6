-- Every ruler that was ever saved, the newest first, and whether it was taken back or is in force.
-- grain: saved_at
-- check: not (is_in_force and is_taken_back)
with official as (
    select saved_at
    from standing_rulers
    where is_official and from_on <= $as_of
    qualify row_number() over (order by from_on desc, saved_at desc) = 1
)

select
    rulers.saved_at,
    rulers.who,
    rulers.name,
    rulers.is_official,
    rulers.from_on,
    cast(rulers.content as varchar) as content,
    rulers_taken_back.saved_at is not null as is_taken_back,
    rulers_taken_back.taken_by,
    official.saved_at is not null as is_in_force,
    row_number() over (
        partition by rulers.name, rulers_taken_back.saved_at is null order by rulers.saved_at desc
    ) = 1 and rulers_taken_back.saved_at is null as is_newest_of_name
from rulers
left join rulers_taken_back on rulers.saved_at = rulers_taken_back.saved_at
left join official on rulers.saved_at = official.saved_at
order by rulers.saved_at desc
