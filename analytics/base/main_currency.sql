-- The currency of the first line that names one: lines without a currency are taken to be in it.
-- grain: one row
-- check: true
select arg_min(currency, (added_in, file_id, row)) as currency
from sales
where currency is not null and added_in <= $version and (removed_in is null or removed_in > $version)
