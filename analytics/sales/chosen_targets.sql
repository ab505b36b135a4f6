-- The targets month by month for the values of one $dimension within the filters: those of the plainest level
-- that names the dimension and all that is filtered by; none where no level does.
-- grain: month, value
-- check: target is not null
select
    month,
    case $dimension
        when 'department' then department
        when 'region' then region
        when 'salesperson' then salesperson
        when 'owner' then salesperson
        when 'category' then category
    end as value,
    cast(sum(amount) as decimal(38, 4)) as target,
    bool_and(names_currency) as names_currency
from plainest_targets
group by all
