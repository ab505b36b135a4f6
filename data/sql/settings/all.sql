-- Every setting in the order in which they were saved.
-- grain: saved_at

select
    what,
    name,
    content
from settings
order by saved_at
