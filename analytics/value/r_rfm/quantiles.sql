-- The 20, 40, 60 and 80% quantiles of R, F and M, plus 1: the cut-points of R's package rfm.
-- grain: picture_on
-- check: len(r_cuts) = 4
select
    picture_on,
    list_transform(
        quantile_cont(cast(recency_days as double), [0.2, 0.4, 0.6, 0.8]), lambda cut: cut + 1
    ) as r_cuts,
    list_transform(
        quantile_cont(cast(frequency as double), [0.2, 0.4, 0.6, 0.8]), lambda cut: cut + 1
    ) as f_cuts,
    list_transform(
        quantile_cont(cast(monetary as double), [0.2, 0.4, 0.6, 0.8]), lambda cut: cut + 1
    ) as m_cuts
from population
group by picture_on
