-- When each account last ordered before a picture, and its net sales in the 12 months up to then.
-- grain: picture_on, account_key
-- check: last_order_on <= picture_on
select
    own_intervals.picture_on,
    own_intervals.account_key,
    own_intervals.last_order_on,
    cast(sum(book_orders.amount) as decimal(38, 4)) as sales_before_silence
from own_intervals
inner join book_orders
    on
        own_intervals.account_key = book_orders.account_key
        and own_intervals.last_order_on >= book_orders.order_date
        and cast(own_intervals.last_order_on + interval 1 day - interval 12 month as date)
        <= book_orders.order_date
group by own_intervals.picture_on, own_intervals.account_key, own_intervals.last_order_on
