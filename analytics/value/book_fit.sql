-- The book's usual interval, median orders and money cut-points, to be confirmed and frozen.
-- grain: one row
-- check: interval_days > 0
select
    interval_days,
    orders,
    m5_from,
    m4_from,
    m3_from,
    m2_from
from book_fits
where picture_on = $as_of
order by interval_days
