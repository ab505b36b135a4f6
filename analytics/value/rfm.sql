-- Every account known at the as-of date with its state and, when active, its scores, tier and segment.
-- grain: account_id
-- check: state is not null
-- check: state = 'active' or segment is null
select
    scored.account_id,
    scored.account_name,
    scored.state,
    scored.last_order_on,
    scored.recency_days,
    scored.frequency,
    scored.monetary,
    scored.r_score,
    scored.f_score,
    scored.m_score,
    scored.weighted_score,
    scored.tier,
    scored.segment,
    scored.published_segment,
    scored.net_sales,
    lines.borderline,
    lines.borderline_step,
    lines.borderline_score,
    scored.second_name
from scored_accounts as scored
left join borderlines as lines
    on scored.picture_on = lines.picture_on and scored.account_key = lines.account_key
where scored.picture_on = $as_of
order by scored.weighted_score desc nulls last, scored.monetary desc nulls last, scored.account_id asc
