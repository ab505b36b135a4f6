-- Each account's last order up to the picture, and the median gap between its order days, from three on: one
-- picture, so that the days are grouped by account alone.
-- grain: picture_on, account_key
-- check: order_days >= 1
-- kept: from one question to the next
with own as (
    select
        account_key,
        count(*) as order_days,
        max(order_date) as last_order_on,
        median(cast(gap_days as integer)) as median_gap_days
    from gaps
    where order_date <= list_max(cast($pictures as date[]))
    group by account_key
)

select
    pictures.picture_on,
    own.account_key,
    own.order_days,
    own.last_order_on,
    case when own.order_days >= 3 then cast(own.median_gap_days as double) end as median_gap_days
from own
cross join pictures
