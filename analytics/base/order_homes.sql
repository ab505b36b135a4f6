-- Where each account's orders place it: by its latest order, and since when it is known by orders.
-- grain: account_key
-- check: first_seen_on <= $as_of
with latest as (
    select
        account_key,
        min(order_date) as first_seen_on,
        arg_max(
            struct_pack(
                region := region,
                department := department,
                salesperson := salesperson,
                sales_point := sales_point
            ),
            (amount >= 0, order_date, order_key, raw_account_key, coalesce(currency, ''))
        ) as home
    from known_orders
    where account_key is not null
    group by account_key
)

select
    account_key,
    first_seen_on,
    home.region,
    home.department,
    home.salesperson,
    home.sales_point
from latest
