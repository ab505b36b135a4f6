-- The losses of the window, once for each dimension that they can be broken down by.
-- grain: file_id, row, dimension
-- check: dimension in ('region', 'department', 'salesperson', 'segment_before', 'level_before')
-- pictures: month_ends 38 of loss_months
select
    losses.file_id,
    losses.row,
    losses.account_key,
    losses.reason,
    losses.sales_lost_in_reason,
    losses.sales_lost_in_total,
    reasons.is_preventable,
    dimensions.dimension,
    case dimensions.dimension
        when 'region' then losses.region
        when 'department' then losses.department
        when 'salesperson' then losses.salesperson
        when 'segment_before' then losses.segment_before
        else cast(losses.level_before as varchar)
    end as value
from losses
inner join reasons on losses.reason = reasons.code
cross join (
    select unnest(['region', 'department', 'salesperson', 'segment_before', 'level_before']) as dimension
) as dimensions
