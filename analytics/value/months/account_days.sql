-- What each account did on each day, with the days since its order day before: those of the months that are
-- kept as they were kept, and the days after them.
-- grain: account_key, order_date
-- check: orders >= 0 and lines > 0
select
    account_key,
    order_date,
    orders,
    lines,
    net_sales,
    margin,
    margin_amount,
    gap_days
from kept_days
where made_of = $days_made_of and order_date <= $days_until
union all
select *
from fresh_days
