-- Files of these contents that are in force whole under another source.
-- grain: file

select
    f.sha256,
    v.version,
    v.made_at,
    v.who,
    v.source
from files as f
inner join versions as v on f.version = v.version
inner join kind_rows as r on f.file_id = r.file_id
where
    v.kind = 'kind_rows'
    and v.source <> $source
    and list_contains($contents, f.sha256)
    and r.removed_in is null
group by f.file_id, f.sha256, f.accepted, v.version, v.made_at, v.who, v.source
having count(*) = f.accepted
order by f.file_id
