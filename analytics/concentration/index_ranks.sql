-- Where each account stands on each index, 0 to 1 by percentile rank, the best 1: where lower is better the
-- order is turned round. Equal values stand alike; null where the value is not known.
-- grain: account_id, index_name
-- check: percentile is null or percentile between 0 and 1
-- check: (percentile is null) = (value is null)
with ranked as (
    select
        *,
        case when is_lower_better then -value else value end as goodness
    from index_values
)

select
    account_id,
    account_name,
    index_name,
    index_group,
    place,
    value,
    case
        when value is not null
            then percent_rank() over (partition by index_name, value is null order by goodness asc)
    end as percentile
from ranked
order by place, account_id
