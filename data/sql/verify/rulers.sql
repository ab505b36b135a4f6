-- How many rulers are kept.
-- grain: rulers

select count(*) as rulers
from rulers
