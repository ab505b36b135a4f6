-- The scope's accounts in each picture: state, scores, tier, segment, rhythm and the money at stake. Who is
-- as silent in the same weeks of every year is seasonal, and on its rhythm.
-- grain: picture_on, account_key
-- check: state in ('active', 'lapsed_important', 'lapsed_general', 'never_purchased')
-- check: (tier is null) = (weighted_score is null)
-- check: state = 'active' or (r_score is null and segment is null)
-- kept: from one question to the next
select
    states.picture_on,
    states.account_key,
    accounts.account_id,
    accounts.account_name,
    accounts.region,
    accounts.department,
    accounts.salesperson,
    accounts.sales_point,
    accounts.industry,
    accounts.owner,
    accounts.is_key_account,
    accounts.key_reason,
    accounts.account_type,
    accounts.parent,
    states.state,
    states.last_order_on,
    states.recency_days,
    states.orders,
    states.frequency,
    states.monetary,
    states.net_sales,
    states.margin,
    states.margin_known_share,
    states.r_score,
    states.f_score,
    states.m_score,
    states.is_r_high,
    states.is_f_high,
    states.is_m_high,
    states.weighted_score,
    states.tier,
    states.segment,
    states.published_segment,
    states.second_name,
    states.order_days,
    states.usual_interval_days,
    states.recency_days as silent_days,
    states.ratio,
    case when pauses.account_key is null then states.band else 'active' end as band,
    pauses.account_key is not null and states.band <> 'active' as is_seasonal,
    states.sales_before_silence as at_stake
from states
inner join scoped_accounts as accounts on states.account_key = accounts.account_key
left join seasonal_pauses as pauses
    on states.picture_on = pauses.picture_on and states.account_key = pauses.account_key
