-- Scores by rank from worst to best: 1 + floor(5 (rank - 1) / n), equals sharing the lowest rank.
-- grain: picture_on, account_key
-- check: r_score between 1 and 5 and f_score between 1 and 5
with ranked as (
    select
        *,
        count(*) over (partition by picture_on) as accounts,
        count(monetary) over (partition by picture_on) as accounts_with_money,
        rank() over (partition by picture_on order by recency_days desc) as r_rank,
        rank() over (partition by picture_on order by frequency) as f_rank,
        rank() over (partition by picture_on order by monetary nulls last) as m_rank
    from population
)

select
    * exclude (accounts, accounts_with_money, r_rank, f_rank, m_rank),
    cast(1 + (5 * (r_rank - 1)) // accounts as integer) as r_score,
    cast(1 + (5 * (f_rank - 1)) // accounts as integer) as f_score,
    case
        when monetary is not null then cast(1 + (5 * (m_rank - 1)) // accounts_with_money as integer)
    end as m_score
from ranked
