-- The state, the rhythm and, when active, the octant of each account known at a picture.
-- grain: picture_on, account_key
-- check: state is not null
-- check: (segment is null) = (r_score is null or m_score is null)
with rhythms as (
    select
        *,
        cast(recency_days as double) / usual_interval_days as ratio
    from activity
)

select
    rhythms.*,
    case
        when rhythms.last_order_on is null then 'never_purchased'
        when rhythms.orders > 0 then 'active'
        when rhythms.sales_before_silence >= bounds.monetary_from * yearly.share then 'lapsed_important'
        else 'lapsed_general'
    end as state,
    case
        when rhythms.ratio > marks.lost_above and rhythms.recency_days > marks.lost_days_above then 'lost'
        when rhythms.ratio > marks.at_risk_above then 'at_risk'
        when rhythms.ratio > marks.late_above then 'late'
        when rhythms.ratio is not null then 'active'
    end as band,
    high_axes.r_score,
    high_axes.f_score,
    high_axes.m_score,
    high_axes.is_r_high,
    high_axes.is_f_high,
    high_axes.is_m_high,
    segments.segment,
    cells.weighted_score,
    cells.tier,
    cells.published_segment,
    cells.second_name
from rhythms
cross join band_marks as marks
left join high_axes
    on rhythms.picture_on = high_axes.picture_on and rhythms.account_key = high_axes.account_key
left join high_bounds as bounds on rhythms.picture_on = bounds.picture_on
left join yearly_share as yearly on rhythms.picture_on = yearly.picture_on
left join eight_segments as segments
    on
        high_axes.is_r_high = segments.is_r_high
        and high_axes.is_f_high = segments.is_f_high
        and high_axes.is_m_high = segments.is_m_high
left join cells
    on
        high_axes.r_score = cells.r_score
        and high_axes.f_score = cells.f_score
        and high_axes.m_score = cells.m_score
