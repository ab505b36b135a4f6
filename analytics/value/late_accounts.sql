-- The accounts silent for longer than their own rhythm explains: first those not yet lost, dearest first.
-- grain: account_id
-- check: ratio > 1 and band in ('late', 'at_risk', 'lost')
select
    account_id,
    account_name,
    last_order_on,
    usual_interval_days,
    silent_days,
    ratio,
    band,
    net_sales,
    at_stake,
    state,
    segment,
    region,
    salesperson,
    owner,
    is_key_account
from scored_accounts
where picture_on = $as_of and band in ('late', 'at_risk', 'lost')
order by band = 'lost' asc, at_stake desc, ratio desc, account_id asc
