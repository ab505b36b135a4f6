-- The arriving records and what is loaded of them.
-- grain: file_no, row

create or replace temporary view weighed as
select
    s.*,
    c.is_same,
    c.is_changed,
    c.is_known,
    c.is_restated
from staged as s
inner join classified as c on s.file_no = c.file_no and s.row = c.row
