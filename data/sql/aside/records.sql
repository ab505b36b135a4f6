-- The records of a file that are still set aside.
-- grain: row

select
    row,
    header,
    cells,
    reason
from aside
where removed_in is null and file_id = $file_id
order by row
