-- The newest data version of the book; 0 while nothing is loaded.
-- grain: one row
-- check: version >= 0
select cast(coalesce(max(version), 0) as integer) as version
from versions
