-- The rulers of a name, the one that was saved last first.
-- grain: saved_at
-- check: name = $ruler_name
select
    saved_at,
    name,
    from_on,
    cast(content as varchar) as content
from standing_rulers
where name = $ruler_name
order by saved_at desc
