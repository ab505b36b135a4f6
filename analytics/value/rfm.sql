-- Every account known at the as-of date with its state and, when active, its scores, tier and segment.
-- grain: account_id
-- check: state is not null
-- check: state = 'active' or segment is null
select
    account_id,
    account_name,
    state,
    last_order_on,
    recency_days,
    frequency,
    monetary,
    r_score,
    f_score,
    m_score,
    weighted_score,
    tier,
    segment,
    published_segment,
    net_sales,
    borderline,
    borderline_step,
    borderline_score,
    second_name
from scored_accounts
where picture_on = $as_of
order by weighted_score desc nulls last, monetary desc nulls last, account_id asc
