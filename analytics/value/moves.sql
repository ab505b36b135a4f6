-- Each of the scope's accounts with its standing at the day compared with (the month-end before, unless told)
-- and at the as-of date: whether it rose or fell, and which of R, F and M moved first; those with most money
-- first.
-- grain: account_id
-- check: direction in ('new', 'returned', 'rose', 'stayed', 'fell', 'lapsed')
-- check: first_axis is null or direction not in ('new', 'stayed')
-- pictures: migration months
with placed as (
    select
        standings.*,
        case
            when standings.from_state = standings.to_state then 'stayed'
            when standings.to_state in ('lapsed_important', 'lapsed_general')
                then
                    case
                        when standings.from_state in ('lapsed_important', 'lapsed_general') then 'stayed'
                        when standings.from_state in ('new', 'never_purchased') then 'new'
                        else 'lapsed'
                    end
            when standings.to_state = 'never_purchased' then 'stayed'
            when standings.from_state in ('new', 'never_purchased') then 'new'
            when standings.from_state in ('lapsed_important', 'lapsed_general') then 'returned'
            when to_states.position < from_states.position then 'rose'
            else 'fell'
        end as direction,
        firsts.r_moved_on,
        firsts.f_moved_on,
        firsts.m_moved_on,
        least(firsts.r_moved_on, firsts.f_moved_on, firsts.m_moved_on) as first_moved_on,
        coalesce(abs(standings.r_score - standings.r_score_before), 0) as r_step,
        coalesce(abs(standings.f_score - standings.f_score_before), 0) as f_step,
        coalesce(abs(standings.m_score - standings.m_score_before), 0) as m_step
    from standings
    inner join migration_states as from_states on standings.from_state = from_states.state
    inner join migration_states as to_states on standings.to_state = to_states.state
    left join first_moves as firsts on standings.account_key = firsts.account_key
),

stepped as (
    select
        *,
        case when r_moved_on = first_moved_on then r_step else -1 end as r_first,
        case when f_moved_on = first_moved_on then f_step else -1 end as f_first,
        case when m_moved_on = first_moved_on then m_step else -1 end as m_first
    from placed
)

select
    accounts.account_id,
    accounts.account_name,
    stepped.from_state,
    stepped.to_state,
    stepped.direction,
    stepped.net_sales_before,
    stepped.net_sales,
    stepped.margin_before,
    stepped.margin,
    case
        when stepped.direction in ('lapsed', 'returned') then 'r'
        when stepped.first_moved_on is null then null
        when stepped.r_first >= stepped.f_first and stepped.r_first >= stepped.m_first then 'r'
        when stepped.f_first >= stepped.m_first then 'f'
        else 'm'
    end as first_axis,
    stepped.first_moved_on,
    stepped.r_score_before,
    stepped.r_score,
    stepped.f_score_before,
    stepped.f_score,
    stepped.m_score_before,
    stepped.m_score,
    stepped.recency_days_before,
    stepped.recency_days,
    stepped.frequency_before,
    stepped.frequency,
    stepped.monetary_before,
    stepped.monetary,
    accounts.region,
    accounts.salesperson,
    accounts.owner,
    accounts.is_key_account
from stepped
inner join scoped_accounts as accounts on stepped.account_key = accounts.account_key
order by greatest(stepped.net_sales, coalesce(stepped.net_sales_before, 0)) desc, accounts.account_id asc
