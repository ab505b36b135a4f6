-- What was no longer left out because of a version is left out again.

insert into not_sales
select * replace (cast($version as integer) as added_in, cast(null as integer) as removed_in)
from not_sales
where removed_in = $undoes
order by version, month
