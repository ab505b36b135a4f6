-- The accounts that are silent for longer than their rhythm explains (late, at risk, lost) and the important
-- ones without an order in the window that are not: one list, dearest first.
-- grain: account_id
-- check: silence in ('late', 'at_risk', 'lost', 'lapsed_important')
-- check: at_stake >= 0
select
    account_id,
    account_name,
    case when band = 'active' then 'lapsed_important' else band end as silence,
    band,
    state,
    segment,
    last_order_on,
    usual_interval_days,
    case when order_days >= 3 then 'account' else 'book' end as rhythm_of,
    silent_days,
    ratio,
    greatest(at_stake, 0) as at_stake,
    net_sales,
    region,
    salesperson,
    coalesce(owner, salesperson) as owner,
    is_key_account
from scored_accounts
where picture_on = $as_of and (band in ('late', 'at_risk', 'lost') or state = 'lapsed_important')
order by greatest(at_stake, 0) desc, silent_days desc, account_id asc
