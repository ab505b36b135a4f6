-- The orders put together from their lines.
-- grain: account_key, order_key, order_date
-- check: amount is not null
select
    account_key,
    order_key,
    order_date,
    sum(amount) as amount
from sales
where removed_in is null
group by account_key, order_key, order_date
