-- Every order after the days that are kept and up to the as-of date, by the account it counts for.
-- grain: raw_account_key, order_key, order_date, currency
-- check: order_date <= $as_of
select
    account_units.unit_key as account_key,
    every_order.account_key as raw_account_key,
    every_order.order_key,
    every_order.order_id,
    every_order.order_date,
    every_order.month,
    every_order.currency,
    every_order.lines,
    every_order.amount,
    every_order.margin,
    every_order.margin_amount,
    every_order.quantity,
    every_order.region,
    every_order.department,
    every_order.salesperson,
    every_order.sales_point
from every_order
left join account_units on every_order.account_key = account_units.account_key
where every_order.order_date between $days_until + 1 and $as_of
