-- What each file brings to each month.
-- grain: file_no, month

select
    s.file_no,
    s.month,
    count(*) as records,
    count(*) filter (where c.is_same) as same,
    count(*) filter (where c.is_changed) as changed,
    count(*) filter (where c.is_known) as known,
    sum(kind_amount) as amount,
    sum(kind_amount) filter (where not c.is_known) as new_amount
from staged as s
inner join classified as c on s.file_no = c.file_no and s.row = c.row
group by s.file_no, s.month
order by s.file_no, s.month
