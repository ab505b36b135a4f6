-- Where nothing is loaded yet, every arriving record is new.
-- grain: file_no, row

create or replace temporary table classified as
select
    file_no,
    row,
    false as is_same,
    false as is_changed,
    false as is_known
from staged
