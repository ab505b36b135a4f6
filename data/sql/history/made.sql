-- Every version with what undoing needs to know.
-- grain: version

select
    version,
    undoes,
    kind,
    source,
    mode,
    report
from versions
order by version
