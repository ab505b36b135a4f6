-- How many accounts stand in each rhythm band and with what money; and of all silences that reached the band
-- 90 days ago or earlier, how many ended with another order within 90 days; for the first band, of all
-- orders, how many had another. The silences of the past are measured by the usual interval of today.
-- grain: band
-- check: came_back_share is null or came_back_share between 0 and 1
-- check: recorded_as_lost <= accounts
with standing as (
    select
        scored_accounts.band,
        count(*) as accounts,
        sum(scored_accounts.net_sales) as net_sales,
        sum(scored_accounts.at_stake) as at_stake,
        count(*) filter (
            where scored_accounts.account_key in (
                select losses_on_record.account_key
                from losses_on_record
                where losses_on_record.lost_on >= scored_accounts.last_order_on
            )
        ) as recorded_as_lost
    from scored_accounts
    where scored_accounts.picture_on = $as_of and scored_accounts.band is not null
    group by scored_accounts.band
),

reached as (
    select
        band_limits.band,
        silences.ended_on,
        silences.from_on + cast(
            ceil(
                greatest(
                    coalesce(band_limits.ratio_above, 0) * silences.usual_interval_days,
                    coalesce(band_limits.silent_days_above, 0)
                )
            ) as integer
        ) as reached_on
    from band_limits
    inner join silences on band_limits.position <= silences.band_position
),

past as (
    select
        band,
        count(*) as silences,
        count(*) filter (where ended_on <= reached_on + 90) as ended
    from reached
    where reached_on + 90 <= $as_of
    group by band
)

select
    band_limits.band,
    coalesce(standing.accounts, 0) as accounts,
    coalesce(standing.net_sales, 0) as net_sales,
    coalesce(standing.at_stake, 0) as at_stake,
    past.ended / past.silences as came_back_share,
    coalesce(past.silences, 0) as silences,
    coalesce(standing.recorded_as_lost, 0) as recorded_as_lost
from band_limits
left join standing on band_limits.band = standing.band
left join past on band_limits.band = past.band
order by band_limits.position
