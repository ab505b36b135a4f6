-- The quartile cut-points of R, F and M without duplicates, and how many scores they leave.
-- grain: picture_on
-- check: r_scores between 1 and 4
with edges as (
    select
        picture_on,
        list_distinct(quantile_cont(cast(recency_days as double), [0, 0.25, 0.5, 0.75, 1])) as r_edges,
        list_distinct(quantile_cont(cast(frequency as double), [0, 0.25, 0.5, 0.75, 1])) as f_edges,
        list_distinct(quantile_cont(cast(monetary as double), [0, 0.25, 0.5, 0.75, 1])) as m_edges
    from population
    group by picture_on
)

select
    picture_on,
    list_filter(r_edges, lambda edge: edge > list_min(r_edges)) as r_cuts,
    list_filter(f_edges, lambda edge: edge > list_min(f_edges)) as f_cuts,
    list_filter(m_edges, lambda edge: edge > list_min(m_edges)) as m_cuts,
    greatest(len(r_edges) - 1, 1) as r_scores
from edges
