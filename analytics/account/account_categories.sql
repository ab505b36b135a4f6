-- What one account buys, by category: net sales in the window and in the same window of the comparison, the
-- day it last bought, and whether it stopped: bought in the twelve months before its last three usual
-- intervals (at least 90 days), and not since.
-- grain: category
-- check: not has_stopped or last_bought_on is not null
select
    category,
    coalesce(
        sum(amount) filter (where $window_from is null or order_date >= $window_from), 0
    ) as net_sales,
    coalesce(
        sum(amount) filter (
            where order_date <= $compare_as_of and ($compare_from is null or order_date >= $compare_from)
        ),
        0
    ) as net_sales_before,
    max(order_date) filter (where amount > 0) as last_bought_on,
    coalesce(
        max(order_date) filter (where amount > 0)
        between min(quiet_since_on) - interval 12 month and min(quiet_since_on),
        false
    ) as has_stopped
from account_lines
group by category
order by net_sales desc, category asc nulls last
