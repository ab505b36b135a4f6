-- The first month of the fiscal year as it was last set for everybody; null until somebody sets it.
-- grain: one row
-- check: coalesce(first_month, 1) between 1 and 12
select cast(json_extract_string(arg_max(content, saved_at), '$.first_month') as integer) as first_month
from settings
where what = 'fiscal_year'
