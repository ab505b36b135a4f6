-- The accounts that at a picture are as silent as they were in the same weeks of last year, and came back
-- then: their season is over, and they are not late.
-- grain: picture_on, account_key
-- check: silent_days < 364
with silent as (
    select
        picture_on,
        account_key,
        datediff('day', last_order_on, picture_on) as silent_days,
        cast(last_order_on - interval 52 week as date) as season_end_on,
        cast(picture_on - interval 52 week as date) as same_day_on
    from own_intervals
    where datediff('day', last_order_on, picture_on) between 29 and 363
),

last_year as (
    select
        silent.picture_on,
        silent.account_key,
        silent.silent_days,
        count(*) filter (
            where account_days.order_date between silent.season_end_on - 28 and silent.season_end_on + 14
        ) as days_at_its_end,
        count(*) filter (
            where account_days.order_date > silent.season_end_on + 14
            and account_days.order_date <= silent.same_day_on
        ) as days_in_its_pause
    from silent
    inner join account_days
        on
            silent.account_key = account_days.account_key
            and account_days.orders > 0
            and account_days.order_date between silent.season_end_on - 28 and silent.same_day_on
    group by silent.picture_on, silent.account_key, silent.silent_days
)

select
    picture_on,
    account_key,
    silent_days
from last_year
where days_at_its_end > 0 and days_in_its_pause = 0
