-- What is loaded of each arriving record, as it was found.
-- grain: file_no, row

select
    file_no,
    row,
    is_same,
    is_changed,
    is_known,
    is_restated
from classified
