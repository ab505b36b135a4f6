-- What each file brings to each month.
-- grain: file_no, month

select
    file_no,
    month,
    count(*) as records,
    count(*) filter (where is_same) as same,
    count(*) filter (where is_changed) as changed,
    count(*) filter (where is_known) as known,
    count(*) filter (where is_restated) as restated,
    sum(kind_amount) as amount,
    sum(kind_amount) filter (where not is_known) as new_amount
from weighed
group by file_no, month
order by file_no, month
