-- Of the accounts without an order in a picture's window, the last order and the net sales of the 12 months
-- up to it: what tells important from general among the lapsed.
-- grain: picture_on, account_key
-- check: last_order_on <= picture_on
-- kept: from one question to the next
with silent as (
    select
        own_intervals.picture_on,
        own_intervals.account_key,
        own_intervals.last_order_on
    from own_intervals
    inner join pictures on own_intervals.picture_on = pictures.picture_on
    where own_intervals.last_order_on < pictures.window_from
),

ends as (
    select distinct
        account_key,
        last_order_on
    from silent
),

sums as (
    select
        ends.account_key,
        ends.last_order_on,
        cast(sum(account_days.net_sales) as decimal(38, 4)) as sales_before_silence
    from ends
    inner join account_days
        on
            ends.account_key = account_days.account_key
            and ends.last_order_on >= account_days.order_date
            and cast(ends.last_order_on + interval 1 day - interval 12 month as date)
            <= account_days.order_date
    group by ends.account_key, ends.last_order_on
)

select
    silent.picture_on,
    silent.account_key,
    silent.last_order_on,
    sums.sales_before_silence
from silent
inner join sums on silent.account_key = sums.account_key and silent.last_order_on = sums.last_order_on
