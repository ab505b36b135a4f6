-- The version that brought what is loaded now in these months.
-- grain: version

select
    version,
    made_at,
    who
from versions
where version = (
    select max(f.version)
    from loaded as l
    inner join files as f on l.file_id = f.file_id
    where l.month is null or list_contains($months, l.month)
)
