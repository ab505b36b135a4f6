-- The setting saved at an instant.
-- grain: saved_at

select name
from settings
where saved_at = $saved_at
