-- What each account ordered up to each picture: its last order, and its sums in the window.
-- grain: picture_on, account_key
-- check: last_order_on is null or last_order_on <= picture_on
with seen as (
    select
        pictures.picture_on,
        book_orders.*,
        book_orders.order_date >= pictures.window_from as is_in_window
    from book_orders
    cross join pictures
    where book_orders.account_key is not null and book_orders.order_date <= pictures.picture_on
)

select
    picture_on,
    account_key,
    max(order_date) filter (where amount >= 0) as last_order_on,
    count(*) filter (where is_in_window and amount >= 0) as orders,
    count(
        distinct case $kind_of_frequency
            when 'days' then order_date
            when 'months' then month
        end
    ) filter (where is_in_window and amount >= 0) as days_or_months,
    cast(sum(lines) filter (where is_in_window) as bigint) as lines,
    cast(sum(amount) filter (where is_in_window) as decimal(38, 4)) as net_sales,
    cast(sum(margin) filter (where is_in_window) as decimal(38, 4)) as margin,
    cast(sum(margin_amount) filter (where is_in_window) as decimal(38, 4)) as margin_amount
from seen
group by picture_on, account_key
