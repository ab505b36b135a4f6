-- Every silence of the scope's accounts up to the as-of date, from one order day to the next or, still open,
-- to the as-of date, in multiples of the account's usual interval as it is today, with the furthest band
-- that it reached.
-- grain: account_key, from_on
-- check: silent_days >= 0
with own_gaps as (
    select
        account_key,
        order_date as from_on,
        lead(order_date) over (partition by account_key order by order_date) as ended_on
    from account_days
    where orders > 0 and account_key in (select scoped_accounts.account_key from scoped_accounts)
),

measured as (
    select
        own_gaps.account_key,
        own_gaps.from_on,
        own_gaps.ended_on,
        intervals.usual_interval_days,
        datediff('day', own_gaps.from_on, coalesce(own_gaps.ended_on, $as_of)) as silent_days,
        datediff('day', own_gaps.from_on, coalesce(own_gaps.ended_on, $as_of))
        / intervals.usual_interval_days as ratio
    from own_gaps
    inner join intervals on own_gaps.account_key = intervals.account_key and intervals.picture_on = $as_of
)

select
    measured.account_key,
    measured.from_on,
    measured.ended_on,
    measured.usual_interval_days,
    measured.silent_days,
    measured.ratio,
    max(band_limits.position) as band_position
from measured
inner join band_limits
    on
        measured.ratio > coalesce(band_limits.ratio_above, -1)
        and measured.silent_days > coalesce(band_limits.silent_days_above, -1)
group by all
