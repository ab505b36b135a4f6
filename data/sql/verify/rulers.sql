-- Every ruler in the order in which they were saved.
-- grain: saved_at

select
    name,
    content
from rulers
order by saved_at
