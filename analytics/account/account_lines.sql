-- The order lines of one account up to the as-of date, with the day from which it must have bought something
-- again: three usual intervals, at least 90 days, before the as-of date.
-- grain: order_key, order_date, product, category, amount
-- check: order_date <= $as_of
select
    scoped_sales.order_key,
    scoped_sales.order_date,
    scoped_sales.product,
    scoped_sales.category,
    scoped_sales.amount,
    scoped_sales.quantity,
    cast(
        $as_of
        - to_days(cast(greatest(coalesce(3 * intervals.usual_interval_days, 0), 90) as integer)) as date
    ) as quiet_since_on
from scoped_sales
inner join chosen_account on scoped_sales.account_key = chosen_account.account_key
left join intervals on scoped_sales.account_key = intervals.account_key and intervals.picture_on = $as_of
