-- The state and, when active, the scores and the octant of each account known at a picture.
-- grain: picture_on, account_key
-- check: state is not null
-- check: (segment is null) = (r_score is null or m_score is null)
select
    activity.*,
    case
        when activity.last_order_on is null then 'never_purchased'
        when activity.orders > 0 then 'active'
        when activity.sales_before_silence >= bounds.monetary_from * yearly.share then 'lapsed_important'
        else 'lapsed_general'
    end as state,
    high_axes.r_score,
    high_axes.f_score,
    high_axes.m_score,
    segments.segment
from activity
left join high_axes
    on activity.picture_on = high_axes.picture_on and activity.account_key = high_axes.account_key
left join high_bounds as bounds on activity.picture_on = bounds.picture_on
left join yearly_share as yearly on activity.picture_on = yearly.picture_on
left join eight_segments as segments
    on
        high_axes.is_r_high = segments.is_r_high
        and high_axes.is_f_high = segments.is_f_high
        and high_axes.is_m_high = segments.is_m_high
