-- What each account did on each day: its orders and, credit notes among them, its money.
-- grain: account_key, order_date
-- check: orders >= 0 and lines > 0
select
    account_key,
    order_date,
    count(*) filter (where amount >= 0) as orders,
    cast(sum(lines) as bigint) as lines,
    cast(sum(amount) as decimal(38, 4)) as net_sales,
    cast(sum(margin) as decimal(38, 4)) as margin,
    cast(sum(margin_amount) as decimal(38, 4)) as margin_amount
from book_orders
where account_key is not null
group by account_key, order_date
