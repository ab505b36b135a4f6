-- The lines of an account's order on a day, together.
-- grain: account_key, order_key, order_date, currency

insert into orders
select
    account_key,
    order_key,
    max(order_id),
    order_date,
    month,
    currency,
    count(*),
    sum(amount),
    sum(margin),
    sum(case when margin is null then 0 else amount end),
    sum(quantity),
    max(region),
    max(department),
    max(salesperson),
    max(sales_point)
from sales
where
    removed_in is null
    and month between list_min($months) and list_max($months)
    and list_contains($months, month)
group by account_key, order_key, order_date, month, currency
order by order_date, account_key, order_key, currency
