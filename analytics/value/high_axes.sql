-- The measures of each scored account and on which axes it is high: by the split, or by score 3 where all
-- scores are equal.
-- grain: picture_on, account_key
-- check: is_r_high is not null and is_f_high is not null
-- kept: from one question to the next
select
    scores.picture_on,
    scores.account_key,
    scores.recency_days,
    scores.frequency,
    scores.monetary,
    scores.usual_interval_days,
    scores.r_score,
    scores.f_score,
    scores.m_score,
    case
        when axes.r_min = axes.r_max then scores.r_score >= 3
        when $split = 'cutoff' then scores.r_score >= $cutoff[1]
        when $high_values is not null then scores.recency_days <= $high_values[1]
        when $split = 'mean_score' then scores.r_score * axes.accounts >= axes.r_sum
        when $split = 'mean' then scores.recency_days * axes.accounts <= axes.recency_sum
        else scores.recency_days <= axes.recency_median
    end as is_r_high,
    case
        when axes.f_min = axes.f_max then scores.f_score >= 3
        when $split = 'cutoff' then scores.f_score >= $cutoff[2]
        when $high_values is not null then scores.frequency >= $high_values[2]
        when $split = 'mean_score' then scores.f_score * axes.accounts >= axes.f_sum
        when $split = 'mean' then scores.frequency * axes.accounts >= axes.frequency_sum
        else scores.frequency >= axes.frequency_median
    end as is_f_high,
    case
        when axes.m_min = axes.m_max then scores.m_score >= 3
        when $split = 'cutoff' then scores.m_score >= $cutoff[3]
        when $high_values is not null then scores.monetary >= $high_values[3]
        when $split = 'mean_score' then scores.m_score * axes.accounts_with_money >= axes.m_sum
        when $split = 'mean' then scores.monetary * axes.accounts_with_money >= axes.monetary_sum
        else cast(scores.monetary as double) >= axes.monetary_median
    end as is_m_high
from scores
inner join axes on scores.picture_on = axes.picture_on
