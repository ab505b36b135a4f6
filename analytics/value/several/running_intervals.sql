-- The median gap between an account's order days as it stood from each order day on: one running median
-- serves all pictures.
-- grain: account_key, order_date
-- check: order_days >= 1 and (until_on is null or until_on > order_date)
-- kept: for one question
select
    account_key,
    order_date,
    lead(order_date) over (partition by account_key order by order_date) as until_on,
    row_number() over (partition by account_key order by order_date) as order_days,
    median(gap_days) over (partition by account_key order by order_date) as median_gap_days
from gaps
