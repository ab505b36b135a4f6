-- Versions made after a proposal that touched what it touches.
-- grain: version

select distinct
    v.version,
    v.who
from versions as v
inner join kind_rows as r on v.version = r.added_in or v.version = r.removed_in
where
    v.version > $version
    and r.source = $source
    and ($is_list or list_contains($months, kind_month))
order by v.version
