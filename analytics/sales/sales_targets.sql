-- Net sales of the period against their targets, by the values of one $dimension that have one; and whether
-- the targets name no currency in a book of several: then they are taken to be in the one that is told.
-- grain: value
-- check: target is not null
with sums as (
    select
        value,
        cast(sum(net_sales) as decimal(38, 4)) as net_sales
    from dimension_sales
    where order_date between $period_from and $period_until
    group by value
)

select
    targets.value,
    coalesce(sums.net_sales, 0) as net_sales,
    targets.target,
    targets.target_so_far,
    cast(coalesce(sums.net_sales, 0) - targets.target as decimal(38, 4)) as target_gap,
    case
        when targets.target > 0
            then cast(coalesce(sums.net_sales, 0) as double) / cast(targets.target as double)
    end as attainment_share,
    case
        when targets.target_so_far > 0
            then cast(coalesce(sums.net_sales, 0) as double) / cast(targets.target_so_far as double)
    end as run_rate_share,
    coalesce($currency, $book_currency) as currency,
    sold_currencies.are_several and not targets.names_currency as is_currency_assumed
from target_sums as targets
cross join sold_currencies
left join sums on targets.value is not distinct from sums.value
order by targets.target desc, targets.value asc nulls last
