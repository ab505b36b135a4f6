-- Whether anything is loaded where a call touches it.
-- grain: is_loaded

select count(*) > 0 as is_loaded
from loaded
