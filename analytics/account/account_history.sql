-- Recency, frequency, monetary, scores and segment of one account at each of the last 24 month-ends and at
-- the as-of date.
-- grain: picture_on
-- check: segment is null or state = 'active'
-- pictures: month_ends 24
select
    scored_accounts.picture_on,
    scored_accounts.recency_days,
    scored_accounts.frequency,
    scored_accounts.monetary,
    scored_accounts.r_score,
    scored_accounts.f_score,
    scored_accounts.m_score,
    scored_accounts.segment,
    scored_accounts.state,
    scored_accounts.net_sales
from scored_accounts
inner join chosen_account on scored_accounts.account_key = chosen_account.account_key
order by scored_accounts.picture_on
