-- Arriving records of a month that are new to their source, and that another source holds just so.
-- grain: file_no

with present as (
    select hash(kind_values) as print
    from kind_told
    where source = $source and month = $month
)

select
    file_no,
    count(*) as records
from weighed
where
    month = $month
    and not is_same
    and hash(kind_values) in (select p.print from present as p)
group by file_no
order by file_no
