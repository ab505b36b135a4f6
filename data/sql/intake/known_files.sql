-- Files of these contents that are in force whole: every record that was read is still loaded.
-- grain: file_id

select
    f.file_id,
    f.version,
    f.sha256,
    v.made_at,
    v.who,
    v.report
from files as f
inner join versions as v on f.version = v.version
inner join kind_rows as r on f.file_id = r.file_id
where
    v.kind = 'kind_rows'
    and v.source = $source
    and list_contains($contents, f.sha256)
    and r.removed_in is null
group by f.file_id, f.version, f.sha256, f.accepted, v.made_at, v.who, v.report
having count(*) = f.accepted
order by f.file_id
