-- The median gap between each account's order days up to the picture, from three order days on.
-- grain: picture_on, account_key
-- check: order_days >= 1
select
    pictures.picture_on,
    gaps.account_key,
    count(*) as order_days,
    case when count(*) >= 3 then cast(median(gaps.gap_days) as double) end as median_gap_days
from gaps
cross join pictures
where gaps.order_date <= pictures.picture_on
group by pictures.picture_on, gaps.account_key
