-- The accounts silent for more than one and a half times their interval, dearest first.
-- grain: account_id
-- check: band is not null
select
    account_id,
    recency_days / interval_days as ratio,
    at_stake,
    case
        when recency_days > 3 * interval_days and recency_days > 90 then 'lost'
        when recency_days > 2 * interval_days then 'at_risk'
        else 'late'
    end as band
from rfm
where recency_days > 1.5 * interval_days
order by at_stake desc, account_id asc
