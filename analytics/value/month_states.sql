-- The state, the scores and the money of each account with any line up to a picture, as segment_months keeps
-- them.
-- grain: picture_on, account_key
-- check: state is not null
-- kept: month by month
select
    picture_on,
    account_key,
    state,
    segment,
    r_score,
    f_score,
    m_score,
    last_order_on,
    recency_days,
    frequency,
    monetary,
    usual_interval_days,
    orders,
    net_sales,
    margin,
    margin_known_share
from states
where last_order_on is not null or lines > 0
