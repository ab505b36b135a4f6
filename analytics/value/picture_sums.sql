-- What each account ordered in the window of each picture.
-- grain: picture_on, account_key
-- check: orders >= 0 and lines > 0
select
    pictures.picture_on,
    book_orders.account_key,
    count(*) filter (where book_orders.amount >= 0) as orders,
    cast(
        coalesce(
            list_unique(
                list(
                    case $kind_of_frequency when 'days' then book_orders.order_date else book_orders.month end
                )
                filter (where book_orders.amount >= 0 and $kind_of_frequency in ('days', 'months'))
            ), 0
        ) as bigint
    ) as days_or_months,
    cast(sum(book_orders.lines) as bigint) as lines,
    cast(sum(book_orders.amount) as decimal(38, 4)) as net_sales,
    cast(sum(book_orders.margin) as decimal(38, 4)) as margin,
    cast(sum(book_orders.margin_amount) as decimal(38, 4)) as margin_amount
from book_orders
cross join pictures
where
    book_orders.account_key is not null
    and book_orders.order_date between pictures.window_from and pictures.picture_on
group by pictures.picture_on, book_orders.account_key
