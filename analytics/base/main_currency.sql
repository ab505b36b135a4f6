-- The currency that the first line to name one names: lines without a currency are taken to be in it.
-- grain: currency
-- check: currency is not null
select currency
from sales
where currency is not null and added_in <= $version and (removed_in is null or removed_in > $version)
order by added_in, file_id, row
limit 1
