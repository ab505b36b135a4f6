-- How much there is.
-- grain: lines
-- check: lines >= orders
select
    coalesce(sum(lines), 0) as lines,
    count(*) as orders
from orders
