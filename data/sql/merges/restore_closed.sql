-- What an undo had taken apart is one again.

insert into account_merges
select * replace (cast($version as integer) as added_in, cast(null as integer) as removed_in)
from account_merges
where removed_in = $undoes
order by account_key, into_key
