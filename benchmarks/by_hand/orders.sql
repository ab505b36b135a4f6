-- The orders as pandas gets them.
-- grain: account_key, order_key, order_date
-- check: order_date is not null
select
    account_key,
    order_date,
    cast(amount as double) as amount
from orders
