-- What the split compares with on each axis: means, medians and how far the scores reach.
-- grain: picture_on
-- check: accounts > 0
select
    population.picture_on,
    count(*) as accounts,
    count(population.monetary) as accounts_with_money,
    sum(population.recency_days) as recency_sum,
    sum(population.frequency) as frequency_sum,
    sum(population.monetary) as monetary_sum,
    median(case when $split = 'median' then population.recency_days end) as recency_median,
    median(case when $split = 'median' then population.frequency end) as frequency_median,
    median(case when $split = 'median' then cast(population.monetary as double) end) as monetary_median,
    sum(scores.r_score) as r_sum,
    sum(scores.f_score) as f_sum,
    sum(scores.m_score) as m_sum,
    min(scores.r_score) as r_min,
    min(scores.f_score) as f_min,
    min(scores.m_score) as m_min,
    max(scores.r_score) as r_max,
    max(scores.f_score) as f_max,
    max(scores.m_score) as m_max
from population
inner join scores
    on population.picture_on = scores.picture_on and population.account_key = scores.account_key
group by population.picture_on
