-- The book again and again with other accounts: the orders of the copies, by day as
-- exports bring them.
-- grain: orders
insert into orders
select
    orders.* replace (
        account_key + $step * copy.number as account_key,
        order_key || '~' || copy.number as order_key,
        order_id || '~' || copy.number as order_id
    )
from orders
cross join range(1, $copies) as copy (number)
order by order_date
