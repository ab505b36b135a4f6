-- Every close of a month with its figures; reopened_at is null for the one in force.
-- grain: month, closed_at, currency

select
    month,
    version,
    closed_at,
    closed_by,
    currency,
    net_sales,
    lines,
    accounts,
    reopened_at,
    reopened_by
from closings
order by month desc, closed_at desc, currency asc nulls first
