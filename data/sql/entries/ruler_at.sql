-- The ruler saved at an instant.
-- grain: saved_at

select name
from rulers
where saved_at = $saved_at
