-- Net sales of each year, quarter, month or day ($grain) by the values of one $dimension, beside the same
-- days of last year and of the period before; null where the book does not reach back so far.
-- grain: from_on, value
-- check: net_sales is not null
with cells as (
    select
        periods.*,
        found.value
    from result_periods as periods
    cross join (select distinct value from dimension_sales) as found
),

sums as (
    select
        periods.from_on,
        sales.value,
        sum(sales.net_sales) filter (where sales.order_date >= periods.from_on) as net_sales
    from result_periods as periods
    inner join dimension_sales as sales on sales.order_date between periods.from_on and periods.until_on
    group by periods.from_on, sales.value
),

last_years as (
    select
        periods.from_on,
        sales.value,
        sum(sales.net_sales) as net_sales
    from result_periods as periods
    inner join dimension_sales as sales
        on sales.order_date between periods.last_year_from and periods.last_year_until
    group by periods.from_on, sales.value
),

befores as (
    select
        periods.from_on,
        sales.value,
        sum(sales.net_sales) as net_sales
    from result_periods as periods
    inner join dimension_sales as sales
        on sales.order_date between periods.previous_from and periods.previous_until
    group by periods.from_on, sales.value
)

select
    cells.from_on,
    cells.until_on,
    cells.whole_until,
    cells.is_partial,
    cells.value,
    cast(coalesce(sums.net_sales, 0) as decimal(38, 4)) as net_sales,
    case
        when cells.last_year_from + to_days(cast(least(31, cells.days // 10) as integer)) >= $book_from
            then cast(coalesce(last_years.net_sales, 0) as decimal(38, 4))
    end as last_year_sales,
    case
        when cells.previous_from + to_days(cast(least(31, cells.days // 10) as integer)) >= $book_from
            then cast(coalesce(befores.net_sales, 0) as decimal(38, 4))
    end as previous_sales
from cells
left join sums on cells.from_on = sums.from_on and cells.value is not distinct from sums.value
left join last_years
    on cells.from_on = last_years.from_on and cells.value is not distinct from last_years.value
left join befores on cells.from_on = befores.from_on and cells.value is not distinct from befores.value
order by cells.from_on asc, net_sales desc, cells.value asc nulls last
