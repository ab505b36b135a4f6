-- How each of the scope's accounts stands at each picture in which it is known: its segment, or its state
-- where it is in none.
-- grain: picture_on, account_key
-- check: standing is not null and net_sales is not null
select
    pictures.picture_on,
    accounts.account_key,
    case
        when states.state is null then 'never_purchased'
        when states.state = 'active' then coalesce(states.segment, 'not_scored')
        else states.state
    end as standing,
    states.r_score,
    states.f_score,
    states.m_score,
    states.last_order_on,
    states.recency_days,
    coalesce(states.frequency, 0) as frequency,
    states.monetary,
    coalesce(states.net_sales, 0) as net_sales,
    states.margin
from scoped_accounts as accounts
inner join pictures on accounts.known_on <= pictures.picture_on
left join month_states as states
    on accounts.account_key = states.account_key and pictures.picture_on = states.picture_on
