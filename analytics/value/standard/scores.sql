-- Scores by the cut-offs that the business sets.
-- grain: picture_on, account_key
-- check: r_score between 1 and 5 and f_score between 1 and 5
select
    *,
    case
        when recency_days <= $r_cuts[1] then 5
        when recency_days <= $r_cuts[2] then 4
        when recency_days <= $r_cuts[3] then 3
        when recency_days <= $r_cuts[4] then 2
        else 1
    end as r_score,
    case
        when frequency >= $f_cuts[4] then 5
        when frequency >= $f_cuts[3] then 4
        when frequency >= $f_cuts[2] then 3
        when frequency >= $f_cuts[1] then 2
        else 1
    end as f_score,
    case
        when monetary is null then null
        when monetary >= $m_cuts[4] then 5
        when monetary >= $m_cuts[3] then 4
        when monetary >= $m_cuts[2] then 3
        when monetary >= $m_cuts[1] then 2
        else 1
    end as m_score
from population
