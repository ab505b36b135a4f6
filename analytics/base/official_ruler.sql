-- The official ruler in force on the as-of date: the one that holds from the latest day.
-- grain: content
-- check: from_on <= $as_of
select
    name,
    from_on,
    cast(content as varchar) as content
from standing_rulers
where is_official and from_on <= $as_of
qualify row_number() over (order by from_on desc, saved_at desc) = 1
