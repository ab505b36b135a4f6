-- How many names something is kept under.
-- grain: one row

select count(distinct made_of)
from kept_months
