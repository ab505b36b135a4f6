-- The version that a file belongs to.
-- grain: file_id

select
    v.version,
    v.made_at,
    v.who,
    v.source
from files as f
inner join versions as v on f.version = v.version
where f.file_id = $file_id
