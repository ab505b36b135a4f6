-- How many records each version set aside by itself, not by an undo.
-- grain: version

select
    a.added_in as version,
    count(*) as records
from aside as a
inner join files as f on a.file_id = f.file_id and a.added_in = f.version
group by a.added_in
order by a.added_in
