-- Where high begins in each picture: the longest silence, fewest orders and least money that are high,
-- and the lowest scores that are.
-- grain: picture_on
-- check: true
select
    picture_on,
    max(recency_days) filter (where is_r_high) as recency_to,
    min(frequency) filter (where is_f_high) as frequency_from,
    min(monetary) filter (where is_m_high) as monetary_from,
    min(r_score) filter (where is_r_high) as r_from,
    min(f_score) filter (where is_f_high) as f_from,
    min(m_score) filter (where is_m_high) as m_from
from high_axes
group by picture_on
