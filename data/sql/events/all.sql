-- Every change in the order in which they were made.
-- grain: number

select content
from events
order by number
