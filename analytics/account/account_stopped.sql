-- What one account stopped buying: categories, and products of categories that it still buys, bought in the
-- twelve months before its last three usual intervals (at least 90 days) and not since; the largest first.
-- grain: kind, name
-- check: order_days > 0
with items as (
    select
        'category' as kind,
        category as name,
        category,
        order_date,
        amount,
        quiet_since_on
    from account_lines
    where category is not null
    union all
    select
        'product' as kind,
        product as name,
        category,
        order_date,
        amount,
        quiet_since_on
    from account_lines
    where
        product is not null
        and not exists (
            select 1
            from account_categories as bought
            where bought.has_stopped and bought.category = account_lines.category
        )
)

select
    kind,
    name,
    max(category) as category,
    sum(amount) filter (where order_date > quiet_since_on - interval 12 month) as net_sales,
    count(distinct order_date) filter (where amount > 0 and order_date > quiet_since_on - interval 12 month)
        as order_days,
    max(order_date) filter (where amount > 0) as last_bought_on
from items
group by kind, name
having
    max(order_date) filter (where amount > 0)
    between min(quiet_since_on) - interval 12 month and min(quiet_since_on)
order by kind asc, net_sales desc, name asc
