-- The first free file_id.
-- grain: file_id

select coalesce(max(file_id), 0) + 1 as file_id
from files
