-- The accounts of the scope that somebody assessed, with the level at the as-of date, the one before it, and
-- the corner where value and relationship disagree: corners first, then the largest.
-- grain: account_id
-- check: level between 1 and 4
select
    account_id,
    account_name,
    level,
    level_before,
    assessed_on,
    assessed_by,
    note,
    segment,
    net_sales,
    corner,
    region,
    salesperson
from account_levels
where level is not null
order by corner asc nulls last, net_sales desc, account_id asc
