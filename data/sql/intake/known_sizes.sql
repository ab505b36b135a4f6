-- Sizes of files that were loaded at any time.
-- grain: bytes

select distinct bytes
from files
where list_contains($sizes, bytes)
order by bytes
