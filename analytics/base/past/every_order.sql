-- Every order of the data version, in any currency, put together from the lines of that version.
-- grain: account_key, order_key, order_date, currency
-- check: lines > 0
select
    account_key,
    order_key,
    max(order_id) as order_id,
    order_date,
    min(month) as month,
    currency,
    count(*) as lines,
    sum(amount) as amount,
    sum(margin) as margin,
    coalesce(sum(amount) filter (where margin is not null), 0) as margin_amount,
    sum(quantity) as quantity,
    max(region) as region,
    max(department) as department,
    max(salesperson) as salesperson,
    max(sales_point) as sales_point
from sales
where added_in <= $version and (removed_in is null or removed_in > $version)
group by account_key, order_key, order_date, currency
