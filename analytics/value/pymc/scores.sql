-- Scores as pymc-marketing gives them: quartiles, upper bound inclusive, fewer where they fall together.
-- grain: picture_on, account_key
-- check: r_score between 1 and 4 and f_score between 1 and 4
select
    population.*,
    cast(
        quantiles.r_scores - len(list_filter(quantiles.r_cuts, lambda cut: cut < population.recency_days))
        as integer
    ) as r_score,
    cast(
        1 + len(list_filter(quantiles.f_cuts, lambda cut: cut < population.frequency)) as integer
    ) as f_score,
    cast(
        1 + len(list_filter(quantiles.m_cuts, lambda cut: cut < cast(population.monetary as double)))
        as integer
    ) as m_score
from population
inner join quantiles on population.picture_on = quantiles.picture_on
