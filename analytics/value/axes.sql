-- What the split compares with on each axis: means, medians and how far the scores reach.
-- grain: picture_on
-- check: accounts > 0
select
    picture_on,
    count(*) as accounts,
    count(monetary) as accounts_with_money,
    sum(recency_days) as recency_sum,
    sum(frequency) as frequency_sum,
    sum(monetary) as monetary_sum,
    median(case when $split = 'median' then recency_days end) as recency_median,
    median(case when $split = 'median' then frequency end) as frequency_median,
    median(case when $split = 'median' then cast(monetary as double) end) as monetary_median,
    sum(r_score) as r_sum,
    sum(f_score) as f_sum,
    sum(m_score) as m_sum,
    min(r_score) as r_min,
    min(f_score) as f_min,
    min(m_score) as m_min,
    max(r_score) as r_max,
    max(f_score) as f_max,
    max(m_score) as m_max
from scores
group by picture_on
