-- Recency, frequency, monetary, scores and segment of one account at each of the last 24 month-ends and at
-- the as-of date.
-- grain: picture_on
-- check: segment is null or state = 'active'
-- pictures: month_ends 24
select
    pictures.picture_on,
    states.recency_days,
    coalesce(states.frequency, 0) as frequency,
    case
        when states.account_key is null and $kind_of_monetary = 'net_sales' then 0 else states.monetary
    end as monetary,
    states.r_score,
    states.f_score,
    states.m_score,
    states.segment,
    coalesce(states.state, 'never_purchased') as state,
    coalesce(states.net_sales, 0) as net_sales
from chosen_account
inner join pictures on chosen_account.known_on <= pictures.picture_on
left join month_states as states
    on chosen_account.account_key = states.account_key and pictures.picture_on = states.picture_on
order by pictures.picture_on
