-- The accounts that the ruler is laid on: those with an order in the window, whoever the filters choose.
-- grain: picture_on, account_key
-- check: orders > 0 and recency_days >= 0
select *
from activity
where orders > 0
