-- Net sales of the period against their targets, by the values of one $dimension that have one; the company's
-- sales as far as a target is set for them (planned_share of all). Whether the targets name no currency in a
-- book of several: then they are taken to be in the one that is told.
-- grain: value
-- check: target is not null
with sums as (
    select
        value,
        cast(sum(net_sales) as decimal(38, 4)) as net_sales
    from dimension_sales
    where order_date between $period_from and $period_until
    group by value
),

planned as (
    select
        targets.value,
        targets.target,
        targets.target_so_far,
        targets.names_currency,
        cast(
            case when $dimension = 'company' then whole.planned_sales else coalesce(sums.net_sales, 0) end
            as decimal(38, 4)
        ) as net_sales,
        case
            when $dimension <> 'company' then null
            when whole.net_sales > 0
                then cast(whole.planned_sales as double) / cast(whole.net_sales as double)
        end as planned_share
    from target_sums as targets
    cross join planned_sales as whole
    left join sums on targets.value is not distinct from sums.value
)

select
    planned.value,
    planned.net_sales,
    planned.target,
    planned.target_so_far,
    cast(planned.net_sales - planned.target as decimal(38, 4)) as target_gap,
    case
        when planned.target > 0 then cast(planned.net_sales as double) / cast(planned.target as double)
    end as attainment_share,
    case
        when planned.target_so_far > 0
            then cast(planned.net_sales as double) / cast(planned.target_so_far as double)
    end as run_rate_share,
    planned.planned_share,
    coalesce($currency, $book_currency) as currency,
    sold_currencies.are_several and not planned.names_currency as is_currency_assumed
from planned
cross join sold_currencies
order by planned.target desc, planned.value asc nulls last
