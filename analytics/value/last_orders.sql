-- When each account last ordered before a picture, and its net sales in the 12 months up to then.
-- grain: picture_on, account_key
-- check: last_order_on <= picture_on
with lasts as (
    select
        picture_on,
        account_key,
        max(order_date) as last_order_on
    from picture_days
    where orders > 0
    group by picture_on, account_key
)

select
    lasts.picture_on,
    lasts.account_key,
    lasts.last_order_on,
    cast(sum(account_days.net_sales) as decimal(38, 4)) as sales_before_silence
from lasts
inner join account_days
    on
        lasts.account_key = account_days.account_key
        and lasts.last_order_on >= account_days.order_date
        and cast(lasts.last_order_on + interval 1 day - interval 12 month as date) <= account_days.order_date
group by lasts.picture_on, lasts.account_key, lasts.last_order_on
