-- The official rulers on the as-of date, the one in force first: it holds from the latest day.
-- grain: saved_at
-- check: from_on <= $as_of
select
    saved_at,
    name,
    from_on,
    cast(content as varchar) as content
from standing_rulers
where is_official and from_on <= $as_of
order by from_on desc, saved_at desc
