-- How each of the scope's accounts stood at the day compared with and stands at the as-of date; new is who
-- was not known then.
-- grain: account_key
-- check: from_state is not null and to_state is not null
-- kept: for one question
select
    after.account_key,
    coalesce(before.standing, 'new') as from_state,
    after.standing as to_state,
    before.net_sales as net_sales_before,
    after.net_sales,
    before.margin as margin_before,
    after.margin,
    before.r_score as r_score_before,
    after.r_score,
    before.f_score as f_score_before,
    after.f_score,
    before.m_score as m_score_before,
    after.m_score,
    before.recency_days as recency_days_before,
    after.recency_days,
    before.frequency as frequency_before,
    after.frequency,
    before.monetary as monetary_before,
    after.monetary
from segment_states as after
left join earlier_states as before on after.account_key = before.account_key
where after.picture_on = $as_of
