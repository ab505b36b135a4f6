-- What was no longer missed because of a version is missed again.

insert into aside
select * replace (cast($version as integer) as added_in, cast(null as integer) as removed_in)
from aside
where removed_in = $undoes
order by file_id, row
