-- The restatement ledger: net sales of each account in a closed month as closed and as they are now, where
-- they differ, and the version that changed them last.
-- grain: month, account_id
-- check: difference = net_sales - net_sales_closed and restated_in > closed_version
with seen as (
    select
        lines.month,
        closed.closed_version,
        lines.account_key,
        lines.amount,
        lines.added_in <= closed.closed_version
        and (lines.removed_in is null or lines.removed_in > closed.closed_version) as was_there,
        lines.added_in <= $version and (lines.removed_in is null or lines.removed_in > $version) as is_there,
        case when lines.added_in > closed.closed_version then lines.added_in end as came_in,
        case
            when lines.removed_in between closed.closed_version + 1 and $version then lines.removed_in
        end as left_in
    from lines_of_versions as lines
    inner join closed_months as closed on lines.month = closed.month
    where lines.added_in <= $version
),

sums as (
    select
        month,
        closed_version,
        account_key,
        cast(coalesce(sum(amount) filter (where was_there), 0) as decimal(38, 4)) as net_sales_closed,
        cast(coalesce(sum(amount) filter (where is_there), 0) as decimal(38, 4)) as net_sales,
        greatest(max(came_in), max(left_in)) as restated_in
    from seen
    group by month, closed_version, account_key
)

select
    sums.month,
    sums.closed_version,
    named.account_id,
    named.account_name,
    sums.net_sales_closed,
    sums.net_sales,
    sums.net_sales - sums.net_sales_closed as difference,
    sums.restated_in
from sums
left join named_accounts as named on sums.account_key = named.account_key
where sums.net_sales <> sums.net_sales_closed
order by sums.month desc, abs(sums.net_sales - sums.net_sales_closed) desc, named.account_id asc
