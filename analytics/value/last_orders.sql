-- When each account last ordered before a picture, and its net sales in the 12 months up to then.
-- grain: picture_on, account_key
-- check: last_order_on <= picture_on
select
    sums.picture_on,
    sums.account_key,
    sums.last_order_on,
    cast(sum(book_orders.amount) as decimal(38, 4)) as sales_before_silence
from picture_sums as sums
inner join book_orders
    on
        sums.account_key = book_orders.account_key
        and sums.last_order_on >= book_orders.order_date
        and cast(sums.last_order_on + interval 1 day - interval 12 month as date) <= book_orders.order_date
group by sums.picture_on, sums.account_key, sums.last_order_on
