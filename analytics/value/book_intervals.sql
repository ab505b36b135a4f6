-- The book's usual interval: the median of its accounts' median gaps; 90 days where there are none.
-- grain: picture_on
-- check: interval_days > 0
select
    pictures.picture_on,
    cast(coalesce($book_interval_days, median(own_intervals.median_gap_days), 90) as double) as interval_days
from pictures
left join own_intervals on pictures.picture_on = own_intervals.picture_on
group by pictures.picture_on
