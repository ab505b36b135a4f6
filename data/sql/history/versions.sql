-- Every version with its files, newest first.
-- grain: version

with named as (
    select
        version,
        list(file_name order by file_id) as file_names
    from files
    group by version
)

select
    v.*,
    coalesce(f.file_names, []) as file_names
from versions as v
left join named as f on v.version = f.version
order by v.version desc
