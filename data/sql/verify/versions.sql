-- Every version as the ledger tells it too.
-- grain: version

select
    version,
    made_at,
    who,
    action,
    kind,
    source,
    mode,
    undoes,
    rows_added,
    rows_removed,
    amount_added,
    amount_removed
from versions
order by version
