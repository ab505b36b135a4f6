-- Scores as R's package rfm gives them: cut-points at the quantiles plus 1, lower bound inclusive.
-- grain: picture_on, account_key
-- check: r_score between 1 and 5 and f_score between 1 and 5
select
    population.*,
    cast(
        5 - len(list_filter(quantiles.r_cuts, lambda cut: population.recency_days >= cut)) as integer
    ) as r_score,
    cast(
        1 + len(list_filter(quantiles.f_cuts, lambda cut: population.frequency >= cut)) as integer
    ) as f_score,
    cast(
        1 + len(list_filter(quantiles.m_cuts, lambda cut: cast(population.monetary as double) >= cut))
        as integer
    ) as m_score
from population
inner join quantiles on population.picture_on = quantiles.picture_on
