-- Whether orders without a currency stand beside orders with one, on one row.
-- grain: one row
-- check: is_mixed is not null
-- kept: from one question to the next
select coalesce(bool_or(currency is null) and bool_or(currency is not null), false) as is_mixed
from every_order
