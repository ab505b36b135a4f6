-- The accounts behind the bridge, cut by the lines' own values of one $dimension, largest change first.
-- grain: account_id, value
-- check: change = net_sales - net_sales_before
select * exclude (account_key)
from account_changes
where kind is not null
order by abs(change) desc, account_id asc nulls last, value asc nulls last
