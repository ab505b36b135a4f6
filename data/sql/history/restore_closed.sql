-- What a version had closed comes back as new rows.

insert into kind_rows
select * replace (cast($version as integer) as added_in, cast(null as integer) as removed_in)
from kind_rows
where removed_in = $undoes
order by file_id, row
