-- The indices of a ranking and the weights they have until others are set.
-- grain: index_name
-- check: weight >= 0
select
    index_name,
    index_group,
    is_lower_better,
    weight,
    place
from indices
order by place
