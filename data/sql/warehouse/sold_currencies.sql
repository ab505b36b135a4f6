-- The currencies of the orders in force; null where an order names none.
-- grain: currency

select distinct currency
from orders
