-- The versions that ended records which a version had set aside: mended, replaced, or undone.
-- grain: version

with mine as (
    select
        file_id,
        row
    from aside
    where added_in = $version
)

select distinct a.removed_in as version
from aside as a
inner join mine as m on a.file_id = m.file_id and a.row = m.row
where a.removed_in is not null
order by version
