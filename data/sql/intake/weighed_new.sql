-- Where nothing is loaded yet, every arriving record is new.
-- grain: file_no, row

create or replace temporary view weighed as
select
    *,
    false as is_same,
    false as is_changed,
    false as is_known,
    false as is_restated
from staged
