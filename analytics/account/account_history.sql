-- Recency, frequency, monetary, scores and segment of one account at each of the last 24 month-ends and at
-- the as-of date.
-- grain: picture_on
-- check: segment is null or state = 'active'
-- pictures: month_ends 24
select
    states.picture_on,
    states.recency_days,
    states.frequency,
    states.monetary,
    states.r_score,
    states.f_score,
    states.m_score,
    states.segment,
    states.state,
    states.net_sales
from states
inner join chosen_account on states.account_key = chosen_account.account_key
order by states.picture_on
