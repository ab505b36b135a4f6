-- The scope's orders, each cut by its lines' own values of one $dimension (see dimension_sales).
-- grain: account_key, value, order_key, order_date
-- check: net_sales is not null
with of_orders as (
    select
        orders.account_key,
        case $dimension
            when 'industry' then accounts.industry
            when 'owner' then coalesce(accounts.owner, accounts.salesperson)
        end as value,
        orders.order_key,
        orders.order_date,
        orders.amount
    from scoped_orders as orders
    left join scoped_accounts as accounts on orders.account_key = accounts.account_key
    where $dimension in ('company', 'industry', 'owner')
),

of_lines as (
    select
        account_key,
        case $dimension
            when 'department' then department
            when 'region' then region
            when 'salesperson' then salesperson
            when 'sales_point' then sales_point
            when 'category' then category
            when 'product' then product
        end as value,
        order_key,
        order_date,
        amount
    from scoped_sales
    where $dimension not in ('company', 'industry', 'owner')
)

select
    account_key,
    value,
    order_key,
    order_date,
    amount as net_sales
from of_orders
union all
select
    account_key,
    value,
    order_key,
    order_date,
    cast(sum(amount) as decimal(38, 4)) as net_sales
from of_lines
group by account_key, value, order_key, order_date
