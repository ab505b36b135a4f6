-- Every order of the data version, in any currency, as exported: one row per account, order and day.
-- grain: account_key, order_key, order_date, currency
-- check: lines > 0
select
    account_key,
    order_key,
    order_id,
    order_date,
    month,
    currency,
    lines,
    amount,
    margin,
    margin_amount,
    quantity,
    region,
    department,
    salesperson,
    sales_point
from orders
