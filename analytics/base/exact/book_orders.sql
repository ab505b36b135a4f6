-- Orders up to the as-of date put together from the lines that the scope lets through.
-- grain: account_key, order_key, order_date
-- check: order_date <= $as_of and lines > 0
select
    account_key,
    order_key,
    max(order_id) as order_id,
    order_date,
    min(month) as month,
    count(*) as lines,
    cast(sum(amount) as decimal(38, 4)) as amount,
    cast(sum(margin) as decimal(38, 4)) as margin,
    cast(coalesce(sum(amount) filter (where margin is not null), 0) as decimal(38, 4)) as margin_amount,
    cast(sum(quantity) as decimal(38, 4)) as quantity,
    max(region) as region,
    max(department) as department,
    max(salesperson) as salesperson,
    max(sales_point) as sales_point
from book_sales
group by account_key, order_key, order_date
