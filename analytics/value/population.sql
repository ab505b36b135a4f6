-- The accounts that the ruler is laid on: those with an order in the window, before filters on who.
-- grain: picture_on, account_key
-- check: orders > 0 and recency_days >= 0
select activity.*
from activity
left join scoped_accounts on activity.account_key = scoped_accounts.account_key
where
    activity.orders > 0
    and ($population = 'all' or scoped_accounts.account_key is not null)
