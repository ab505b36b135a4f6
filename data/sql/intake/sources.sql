-- The sources of all versions, in the order in which they were first written.
-- grain: source

select source
from versions
group by source
order by min(version)
