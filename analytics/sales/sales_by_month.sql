-- Net sales of each month beside the same days of last year; null where the book does not reach that far
-- back.
-- grain: month
-- check: net_sales is not null
with days as (
    select
        order_date,
        sum(amount) as net_sales,
        count(*) filter (where amount >= 0) as orders
    from scoped_orders
    group by order_date
)

select
    months.month,
    coalesce(sum(days.net_sales) filter (where days.order_date >= months.month), 0) as net_sales,
    case
        when months.has_base
            then coalesce(sum(days.net_sales) filter (where days.order_date <= months.before_until_on), 0)
    end as net_sales_before,
    months.is_partial,
    coalesce(sum(days.orders) filter (where days.order_date >= months.month), 0) as orders
from months
left join days
    on
        days.order_date between months.month and months.until_on
        or days.order_date between months.before_from_on and months.before_until_on
group by months.month, months.is_partial, months.has_base
order by months.month
