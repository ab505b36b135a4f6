-- A version, if it was made at this instant.
-- grain: version

select version
from versions
where version = $version and made_at = $made_at
