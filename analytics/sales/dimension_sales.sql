-- The scope's net sales by day, cut by the lines' own values of one $dimension: company (no cut), department,
-- region, salesperson, sales_point, category, product, or the account's industry or owner.
-- grain: order_date, value
-- check: net_sales is not null
-- kept: from one question to the next
with of_orders as (
    select
        orders.order_date,
        case $dimension
            when 'industry' then accounts.industry
            when 'owner' then coalesce(accounts.owner, accounts.salesperson)
        end as value,
        orders.amount
    from scoped_orders as orders
    left join scoped_accounts as accounts on orders.account_key = accounts.account_key
    where $dimension in ('company', 'industry', 'owner')
),

of_lines as (
    select
        order_date,
        case $dimension
            when 'department' then department
            when 'region' then region
            when 'salesperson' then salesperson
            when 'sales_point' then sales_point
            when 'category' then category
            when 'product' then product
        end as value,
        amount
    from scoped_sales
    where $dimension not in ('company', 'industry', 'owner')
)

select
    order_date,
    value,
    cast(sum(amount) as decimal(38, 4)) as net_sales
from (
    select * from of_orders
    union all
    select * from of_lines
) as cut
group by order_date, value
