-- Each account's last order up to the picture, and the median gap between its order days, from three on:
-- one running median serves all pictures.
-- grain: picture_on, account_key
-- check: order_days >= 1
-- kept: from one question to the next
with running as (
    select
        account_key,
        order_date,
        lead(order_date) over (partition by account_key order by order_date) as until_on,
        row_number() over (partition by account_key order by order_date) as order_days,
        median(gap_days) over (partition by account_key order by order_date) as median_gap_days
    from gaps
)

select
    pictures.picture_on,
    running.account_key,
    running.order_days,
    running.order_date as last_order_on,
    case when running.order_days >= 3 then cast(running.median_gap_days as double) end as median_gap_days
from running
inner join pictures
    on
        running.order_date <= pictures.picture_on
        and pictures.picture_on < coalesce(running.until_on, date '9999-12-31')
