-- Every silence of the scope's accounts up to the as-of date, from one order day to the next or, still open,
-- to the as-of date, in multiples of the account's usual interval as it is today, with the furthest band
-- that it reached.
-- grain: account_key, from_on
-- check: silent_days >= 0
with order_days as (
    select distinct
        account_key,
        order_date
    from scoped_orders
    where amount >= 0 and account_key is not null
),

gaps as (
    select
        account_key,
        order_date as from_on,
        lead(order_date) over (partition by account_key order by order_date) as ended_on
    from order_days
),

measured as (
    select
        gaps.account_key,
        gaps.from_on,
        gaps.ended_on,
        datediff('day', gaps.from_on, coalesce(gaps.ended_on, $as_of)) as silent_days,
        datediff('day', gaps.from_on, coalesce(gaps.ended_on, $as_of))
        / intervals.usual_interval_days as ratio
    from gaps
    inner join intervals on gaps.account_key = intervals.account_key and intervals.picture_on = $as_of
)

select
    measured.account_key,
    measured.from_on,
    measured.ended_on,
    measured.silent_days,
    measured.ratio,
    max(band_limits.position) as band_position
from measured
inner join band_limits
    on
        measured.ratio > coalesce(band_limits.ratio_above, -1)
        and measured.silent_days > coalesce(band_limits.silent_days_above, -1)
group by all
