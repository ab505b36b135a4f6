-- Each of the scope's accounts with its standing at the day compared with (the month-end before, unless
-- told) and at the as-of date: whether it rose or fell, which of R, F and M moved first, and whether that or
-- only the others (by the frozen ruler it stayed) made it move; those with most money first.
-- grain: account_id
-- check: direction in ('new', 'returned', 'rose', 'stayed', 'fell', 'lapsed')
-- check: first_axis is null or direction not in ('new', 'stayed')
-- check: moved_because is null or direction not in ('new', 'stayed')
-- pictures: migration months
with placed as (
    select
        standings.*,
        unmoved.account_key is not null as is_unmoved,
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
    left join unmoved_accounts as unmoved on standings.account_key = unmoved.account_key
),

stepped as (
    select
        *,
        case when r_moved_on = first_moved_on then r_step else -1 end as r_first,
        case when f_moved_on = first_moved_on then f_step else -1 end as f_first,
        case when m_moved_on = first_moved_on then m_step else -1 end as m_first
    from placed
),

told as (
    select
        *,
        case
            when direction in ('lapsed', 'returned') then 'r'
            when first_moved_on is null then null
            when r_first >= f_first and r_first >= m_first then 'r'
            when f_first >= m_first then 'f'
            else 'm'
        end as first_axis
    from stepped
)

select
    accounts.account_id,
    accounts.account_name,
    told.from_state,
    told.to_state,
    told.direction,
    told.net_sales_before,
    told.net_sales,
    told.margin_before,
    told.margin,
    told.first_axis,
    case
        when told.is_unmoved and told.direction = 'rose' then 'others_fell'
        when told.is_unmoved and told.direction = 'fell' then 'others_rose'
        when told.first_axis = 'r' then 'recency'
        when told.first_axis = 'f' then 'frequency'
        when told.first_axis = 'm' then 'monetary'
    end as moved_because,
    told.first_moved_on,
    told.r_score_before,
    told.r_score,
    told.f_score_before,
    told.f_score,
    told.m_score_before,
    told.m_score,
    told.recency_days_before,
    told.recency_days,
    told.frequency_before,
    told.frequency,
    told.monetary_before,
    told.monetary,
    accounts.region,
    accounts.salesperson,
    accounts.owner,
    accounts.is_key_account
from told
inner join scoped_accounts as accounts on told.account_key = accounts.account_key
order by greatest(told.net_sales, coalesce(told.net_sales_before, 0)) desc, accounts.account_id asc
