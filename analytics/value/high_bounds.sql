-- Where high begins in each picture: the longest silence, fewest orders and least money that are high,
-- the lowest scores that are, and the lowest that would be by the mean score.
-- grain: picture_on
-- check: true
select
    picture_on,
    max(recency_days) filter (where is_r_high) as recency_to,
    min(frequency) filter (where is_f_high) as frequency_from,
    min(monetary) filter (where is_m_high) as monetary_from,
    min(r_score) filter (where is_r_high) as r_from,
    min(f_score) filter (where is_f_high) as f_from,
    min(m_score) filter (where is_m_high) as m_from,
    ceil(avg(r_score)) as r_mean_from,
    ceil(avg(f_score)) as f_mean_from,
    ceil(avg(m_score)) as m_mean_from
from high_axes
group by picture_on
