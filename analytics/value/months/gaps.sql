-- The days between an order day of an account and the one before.
-- grain: account_key, order_date
-- check: gap_days is null or gap_days > 0
select
    account_key,
    order_date,
    gap_days
from account_days
where orders > 0
