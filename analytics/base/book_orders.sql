-- Orders up to the as-of date in the scope's currency; an account's lines of one number and day are one.
-- grain: account_key, order_key, order_date
-- check: order_date <= $as_of and lines > 0
with counted as (
    select
        known_orders.*,
        merged_units.account_key is not null or named_currencies.is_mixed as may_be_split
    from known_orders
    cross join named_currencies
    left join merged_units on known_orders.account_key = merged_units.account_key
    where coalesce(known_orders.currency, $book_currency, '') = coalesce($currency, $book_currency, '')
)

select
    account_key,
    order_key,
    order_id,
    order_date,
    month,
    lines,
    amount,
    margin,
    margin_amount,
    quantity,
    region,
    department,
    salesperson,
    sales_point
from counted
where not may_be_split
union all
select
    account_key,
    order_key,
    max(order_id) as order_id,
    order_date,
    min(month) as month,
    cast(sum(lines) as bigint) as lines,
    cast(sum(amount) as decimal(38, 4)) as amount,
    cast(sum(margin) as decimal(38, 4)) as margin,
    cast(sum(margin_amount) as decimal(38, 4)) as margin_amount,
    cast(sum(quantity) as decimal(38, 4)) as quantity,
    max(region) as region,
    max(department) as department,
    max(salesperson) as salesperson,
    max(sales_point) as sales_point
from counted
where may_be_split
group by account_key, order_key, order_date
