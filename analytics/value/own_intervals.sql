-- Each account's last order up to the picture, and the median gap between its order days, from three on.
-- grain: picture_on, account_key
-- check: order_days >= 1
-- kept: from one question to the next
select
    pictures.picture_on,
    gaps.account_key,
    count(*) as order_days,
    max(gaps.order_date) as last_order_on,
    case when count(*) >= 3 then cast(median(gaps.gap_days) as double) end as median_gap_days
from gaps
cross join pictures
where gaps.order_date <= pictures.picture_on
group by pictures.picture_on, gaps.account_key
