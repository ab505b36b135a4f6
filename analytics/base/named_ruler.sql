-- The ruler of a name as it was last saved.
-- grain: name
-- check: name = $ruler_name
select
    name,
    from_on,
    cast(content as varchar) as content
from standing_rulers
where name = $ruler_name
qualify row_number() over (order by saved_at desc) = 1
