-- What was sold without an account in the window of each picture.
-- grain: picture_on
-- check: net_sales is not null
select
    pictures.picture_on,
    cast(sum(orders.amount) as decimal(38, 4)) as net_sales,
    cast(sum(orders.margin) as decimal(38, 4)) as margin
from scoped_orders as orders
inner join pictures on orders.order_date between pictures.window_from and pictures.picture_on
where orders.account_key is null
group by pictures.picture_on
