-- What left by one dimension ($dimension) and reason; only where something did.
-- grain: value, reason
-- check: accounts <= losses
-- pictures: month_ends 38 of loss_months
select
    value,
    reason,
    count(distinct account_key) as accounts,
    sum(sales_lost_in_reason) as sales_lost,
    count(*) as losses
from loss_dimensions
where dimension = $dimension
group by value, reason
order by value asc nulls last, sales_lost desc, reason asc
