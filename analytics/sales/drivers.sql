-- Why net sales changed: accounts x orders per account x order size, for old accounts and new ones (first
-- order within the period) apart; the rest is credit notes without an order and lines without an account. The
-- three effects average over all orders in which the three factors can change, so they add up exactly.
-- grain: account_group
-- check: account_group in ('old', 'new', 'rest')
with first_orders as (
    select
        account_key,
        min(order_date) filter (where amount >= 0) as first_order_on
    from scoped_orders
    where account_key is not null
    group by account_key
),

of_accounts as (
    select
        orders.account_key,
        count(*) filter (
            where orders.amount >= 0 and orders.order_date between $period_from and $period_until
        ) as orders,
        sum(orders.amount) filter (where orders.order_date between $period_from and $period_until)
            as net_sales,
        count(*) filter (where orders.amount >= 0 and orders.order_date between $base_from and $base_until)
            as orders_before,
        sum(orders.amount) filter (where orders.order_date between $base_from and $base_until)
            as net_sales_before
    from scoped_orders as orders
    where $base_from is not null
    group by orders.account_key
),

both_periods as (
    select
        case
            when of_accounts.account_key is null or of_accounts.orders = 0 then 'rest'
            when first_orders.first_order_on >= $period_from then 'new'
            else 'old'
        end as account_group,
        1 as accounts,
        0 as accounts_before,
        of_accounts.orders,
        0 as orders_before,
        of_accounts.net_sales,
        0 as net_sales_before
    from of_accounts
    left join first_orders on of_accounts.account_key = first_orders.account_key
    union all
    select
        case
            when of_accounts.account_key is null or of_accounts.orders_before = 0 then 'rest'
            when first_orders.first_order_on >= $base_from then 'new'
            else 'old'
        end as account_group,
        0 as accounts,
        1 as accounts_before,
        0 as orders,
        of_accounts.orders_before,
        0 as net_sales,
        of_accounts.net_sales_before
    from of_accounts
    left join first_orders on of_accounts.account_key = first_orders.account_key
),

groups as (
    select
        place,
        account_group
    from (values (1, 'old'), (2, 'new'), (3, 'rest')) as named (place, account_group)
    where $base_from is not null
),

sums as (
    select
        groups.place,
        groups.account_group,
        coalesce(sum(found.accounts) filter (where groups.account_group <> 'rest'), 0) as accounts,
        coalesce(sum(found.accounts_before) filter (where groups.account_group <> 'rest'), 0)
            as accounts_before,
        coalesce(sum(found.orders) filter (where groups.account_group <> 'rest'), 0) as orders,
        coalesce(sum(found.orders_before) filter (where groups.account_group <> 'rest'), 0) as orders_before,
        cast(coalesce(sum(found.net_sales), 0) as decimal(38, 4)) as net_sales,
        cast(coalesce(sum(found.net_sales_before), 0) as decimal(38, 4)) as net_sales_before
    from groups
    left join both_periods as found on groups.account_group = found.account_group
    group by groups.place, groups.account_group
),

factors as (
    select
        *,
        cast(orders as double) / nullif(accounts, 0) as orders_per_account,
        cast(orders_before as double) / nullif(accounts_before, 0) as orders_per_account_before,
        cast(net_sales as double) / nullif(orders, 0) as order_size,
        cast(net_sales_before as double) / nullif(orders_before, 0) as order_size_before
    from sums
),

steps as (
    select
        place,
        cast(accounts as double) as a1,
        cast(accounts_before as double) as a0,
        coalesce(orders_per_account, 0) as b1,
        coalesce(orders_per_account_before, 0) as b0,
        coalesce(order_size, 0) as c1,
        coalesce(order_size_before, 0) as c0
    from factors
)

select
    factors.account_group,
    factors.accounts,
    factors.accounts_before,
    factors.orders,
    factors.orders_before,
    factors.orders_per_account,
    factors.orders_per_account_before,
    factors.order_size,
    factors.order_size_before,
    factors.net_sales,
    factors.net_sales_before,
    factors.net_sales - factors.net_sales_before as change,
    (a1 - a0) * ((b0 * c0 + b1 * c1) / 3 + (b0 * c1 + b1 * c0) / 6) as accounts_effect,
    (b1 - b0) * ((a0 * c0 + a1 * c1) / 3 + (a0 * c1 + a1 * c0) / 6) as orders_effect,
    (c1 - c0) * ((a0 * b0 + a1 * b1) / 3 + (a0 * b1 + a1 * b0) / 6) as size_effect
from factors
inner join steps on factors.place = steps.place
order by factors.place
