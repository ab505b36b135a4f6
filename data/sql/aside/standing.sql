-- The files with records that are still set aside, newest first.
-- grain: file_id

select
    a.file_id,
    f.version,
    f.file_name,
    a.kind,
    a.source,
    count(*) as records,
    min(coalesce(a.month, a.first_month)) as first_month,
    max(coalesce(a.month, a.last_month)) as last_month,
    arg_min(a.reason, a.row) as first_reason
from aside as a
inner join files as f on a.file_id = f.file_id
where a.removed_in is null
group by all
order by a.file_id desc
