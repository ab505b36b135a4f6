-- The newest data version, 0 while nothing is loaded.
-- grain: version

select coalesce(max(version), 0) as version
from versions
