-- The newest data version of a kind and when it was made: what is loaded of the kind is as then.
-- grain: version

select
    version,
    made_at
from versions
where kind = $kind
order by version desc
limit 1
