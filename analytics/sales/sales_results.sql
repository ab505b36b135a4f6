-- Net sales of the period by the values of one $dimension, beside the days compared with, the same days of
-- last year and of the period before; null where the book does not reach back so far.
-- grain: value
-- check: net_sales is not null and days > 0
with sums as (
    select
        value,
        sum(net_sales) filter (where order_date between $period_from and $period_until) as net_sales,
        sum(net_sales) filter (where order_date between $base_from and $base_until) as base_sales,
        sum(net_sales) filter (where order_date between $last_year_from and $last_year_until)
            as last_year_sales,
        sum(net_sales) filter (where order_date between $previous_from and $previous_until) as previous_sales,
        count(*) filter (
            where order_date between $period_from and $period_until
            or order_date between $base_from and $base_until
            or order_date between $last_year_from and $last_year_until
            or order_date between $previous_from and $previous_until
        ) as days
    from dimension_sales
    group by value
)

select
    value,
    cast(coalesce(net_sales, 0) as decimal(38, 4)) as net_sales,
    cast(coalesce(net_sales, 0) as double)
    / nullif(cast(sum(net_sales) filter (where net_sales > 0) over () as double), 0) as sales_share,
    case
        when $base_from is not null then cast(coalesce(base_sales, 0) as decimal(38, 4))
    end as net_sales_before,
    case
        when $last_year_from is not null then cast(coalesce(last_year_sales, 0) as decimal(38, 4))
    end as last_year_sales,
    case
        when $previous_from is not null then cast(coalesce(previous_sales, 0) as decimal(38, 4))
    end as previous_sales,
    days
from sums
where days > 0
order by net_sales desc, value asc nulls last
