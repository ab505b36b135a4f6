-- Whether a month was closed or reopened at an instant.
-- grain: month

select distinct month
from closings
where month = $month and (closed_at = $made_at or reopened_at = $made_at)
