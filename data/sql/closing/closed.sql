-- The close in force of a month.
-- grain: month

select
    version,
    min(closed_at) as closed_at,
    min(closed_by) as closed_by
from closings
where month = $month and reopened_at is null
group by version
