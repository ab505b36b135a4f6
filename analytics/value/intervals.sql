-- How many days usually lie between an account's orders: its own rhythm, else the book's; 20 or more.
-- grain: picture_on, account_key
-- check: usual_interval_days >= 20
select
    own_intervals.picture_on,
    own_intervals.account_key,
    own_intervals.order_days,
    own_intervals.last_order_on,
    greatest(
        coalesce(own_intervals.median_gap_days, book_intervals.interval_days), 20
    ) as usual_interval_days
from own_intervals
inner join book_intervals on own_intervals.picture_on = book_intervals.picture_on
