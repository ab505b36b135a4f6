-- How many accounts of the list stand under another one.
-- grain: one row
-- check: members >= 0
select count(*) as members
from accounts
where
    parent_key is not null
    and added_in <= $version
    and (removed_in is null or removed_in > $version)
order by members
