-- The file that records were set aside of, and where they belong.
-- grain: file_id

select distinct
    f.file_name,
    a.kind,
    a.source
from aside as a
inner join files as f on a.file_id = f.file_id
where a.file_id = $file_id
order by f.file_name
