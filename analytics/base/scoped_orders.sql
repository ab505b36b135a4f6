-- The orders of the scope's accounts; unassigned ones only while no account is chosen.
-- grain: account_key, order_key, order_date
-- check: account_key is not null or not $has_who
select book_orders.*
from book_orders
left join scoped_accounts on book_orders.account_key = scoped_accounts.account_key
where scoped_accounts.account_key is not null or (book_orders.account_key is null and not $has_who)
