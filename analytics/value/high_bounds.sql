-- Where high begins in each picture: the longest silence, fewest orders and least money that are high,
-- and the lowest scores that are.
-- grain: picture_on
-- check: true
select
    population.picture_on,
    max(population.recency_days) filter (where high_axes.is_r_high) as recency_to,
    min(population.frequency) filter (where high_axes.is_f_high) as frequency_from,
    min(population.monetary) filter (where high_axes.is_m_high) as monetary_from,
    min(high_axes.r_score) filter (where high_axes.is_r_high) as r_from,
    min(high_axes.f_score) filter (where high_axes.is_f_high) as f_from,
    min(high_axes.m_score) filter (where high_axes.is_m_high) as m_from
from population
inner join high_axes
    on population.picture_on = high_axes.picture_on and population.account_key = high_axes.account_key
group by population.picture_on
