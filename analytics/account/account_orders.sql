-- The last twenty orders and credit notes of one account, newest first.
-- grain: order_key, order_date
-- check: is_credit_note = (amount < 0)
select
    scoped_orders.order_date,
    scoped_orders.order_id,
    scoped_orders.order_key,
    scoped_orders.lines,
    scoped_orders.amount,
    scoped_orders.margin,
    scoped_orders.amount < 0 as is_credit_note
from scoped_orders
inner join chosen_account on scoped_orders.account_key = chosen_account.account_key
order by scoped_orders.order_date desc, scoped_orders.order_key desc
limit 20
