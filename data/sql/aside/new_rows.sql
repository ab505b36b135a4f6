-- Rows of an arriving file that are not loaded yet.
-- grain: row

select row
from weighed
where file_no = $file_no and not is_known
order by row
