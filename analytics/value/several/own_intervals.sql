-- Each account's last order up to the picture, and the median gap between its order days, from three on.
-- grain: picture_on, account_key
-- check: order_days >= 1
-- kept: from one question to the next
select
    pictures.picture_on,
    running.account_key,
    running.order_days,
    running.order_date as last_order_on,
    case when running.order_days >= 3 then cast(running.median_gap_days as double) end as median_gap_days
from running_intervals as running
inner join pictures
    on
        running.order_date <= pictures.picture_on
        and pictures.picture_on < coalesce(running.until_on, date '9999-12-31')
