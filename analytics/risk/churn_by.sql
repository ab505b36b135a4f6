-- What left by region, department, salesperson, or by segment or relationship level at the month-end before
-- the loss ($dimension), dearest first; a null value is one that nobody told us.
-- grain: value
-- check: accounts <= losses
-- pictures: month_ends 38 of loss_months
select
    value,
    count(distinct account_key) as accounts,
    sum(sales_lost_in_total) as sales_lost,
    coalesce(sum(sales_lost_in_total) filter (where is_preventable), 0) as preventable_sales_lost,
    count(*) as losses
from loss_dimensions
where dimension = $dimension
group by value
order by sales_lost desc, value asc nulls last
