-- Ids and names of what a version touched come back as they were before it.

insert into account_names
select * replace (cast($version as integer) as added_in, cast(null as integer) as removed_in)
from account_names
where
    kind = $kind
    and source = $source
    and (month is null or list_contains($months, month))
    and added_in < $undoes
    and removed_in >= $undoes
order by all
