-- On which axes each account is high: by the split, or by score 3 where all scores are equal.
-- grain: picture_on, account_key
-- check: is_r_high is not null and is_f_high is not null
-- kept: from one question to the next
select
    population.picture_on,
    population.account_key,
    scores.r_score,
    scores.f_score,
    scores.m_score,
    case
        when axes.r_min = axes.r_max then scores.r_score >= 3
        when $split = 'cutoff' then scores.r_score >= $cutoff[1]
        when $high_values is not null then population.recency_days <= $high_values[1]
        when $split = 'mean_score' then scores.r_score * axes.accounts >= axes.r_sum
        when $split = 'mean' then population.recency_days * axes.accounts <= axes.recency_sum
        else population.recency_days <= axes.recency_median
    end as is_r_high,
    case
        when axes.f_min = axes.f_max then scores.f_score >= 3
        when $split = 'cutoff' then scores.f_score >= $cutoff[2]
        when $high_values is not null then population.frequency >= $high_values[2]
        when $split = 'mean_score' then scores.f_score * axes.accounts >= axes.f_sum
        when $split = 'mean' then population.frequency * axes.accounts >= axes.frequency_sum
        else population.frequency >= axes.frequency_median
    end as is_f_high,
    case
        when axes.m_min = axes.m_max then scores.m_score >= 3
        when $split = 'cutoff' then scores.m_score >= $cutoff[3]
        when $high_values is not null then population.monetary >= $high_values[3]
        when $split = 'mean_score' then scores.m_score * axes.accounts_with_money >= axes.m_sum
        when $split = 'mean' then population.monetary * axes.accounts_with_money >= axes.monetary_sum
        else cast(population.monetary as double) >= axes.monetary_median
    end as is_m_high
from population
inner join scores
    on population.picture_on = scores.picture_on and population.account_key = scores.account_key
inner join axes on population.picture_on = axes.picture_on
