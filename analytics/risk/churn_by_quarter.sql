-- What left in each quarter of the window, by reason: each quarter from the first loss on against each of
-- the eight reasons, empty ones too.
-- grain: quarter_on, reason
-- check: accounts <= losses
with quarters as (
    select distinct cast(date_trunc('quarter', day_on) as date) as quarter_on
    from (
        select unnest(generate_series(min(lost_on), cast($as_of as timestamp), interval 1 day)) as day_on
        from window_losses
    ) as days
)

select
    quarters.quarter_on,
    reasons.code as reason,
    count(distinct window_losses.account_key) as accounts,
    coalesce(sum(window_losses.sales_lost_in_reason), 0) as sales_lost,
    count(window_losses.account_key) as losses
from quarters
cross join reasons
left join window_losses
    on
        quarters.quarter_on = date_trunc('quarter', window_losses.lost_on)
        and reasons.code = window_losses.reason
group by quarters.quarter_on, reasons.code, reasons.position
order by quarters.quarter_on, reasons.position
