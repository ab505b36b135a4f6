-- Why net sales changed: accounts x orders per account x order size, for the groups that the bridge knows
-- apart: old accounts (bought in the period compared with), returning and new ones; the rest is credit notes
-- without sales and lines without an account. The three effects average over all orders in which the three
-- factors can change, so they add up exactly; where a group had no order then, its accounts are the effect.
-- grain: account_group
-- check: account_group in ('old', 'returning', 'new', 'rest')
with of_accounts as (
    select
        account_key,
        count(*) filter (where amount >= 0 and order_date between $period_from and $period_until) as orders,
        coalesce(sum(amount) filter (where order_date between $period_from and $period_until), 0)
            as net_sales,
        count(*) filter (where amount >= 0 and order_date between $base_from and $base_until)
            as orders_before,
        coalesce(sum(amount) filter (where order_date between $base_from and $base_until), 0)
            as net_sales_before,
        min(order_date) filter (where amount >= 0) as first_order_on
    from scoped_orders
    where $base_from is not null
    group by account_key
),

grouped as (
    select
        *,
        case
            when account_key is null then 'rest'
            when net_sales_before > 0 then 'old'
            when net_sales > 0 and first_order_on >= $period_from then 'new'
            when net_sales > 0 then 'returning'
            else 'rest'
        end as account_group
    from of_accounts
),

groups as (
    select
        place,
        account_group
    from (values (1, 'old'), (2, 'returning'), (3, 'new'), (4, 'rest')) as named (place, account_group)
    where $base_from is not null
),

sums as (
    select
        groups.place,
        groups.account_group,
        count(grouped.account_key) filter (where groups.account_group <> 'rest' and grouped.orders > 0)
            as accounts,
        count(grouped.account_key) filter (where groups.account_group <> 'rest' and grouped.orders_before > 0)
            as accounts_before,
        coalesce(sum(grouped.orders) filter (where groups.account_group <> 'rest'), 0) as orders,
        coalesce(sum(grouped.orders_before) filter (where groups.account_group <> 'rest'), 0)
            as orders_before,
        cast(coalesce(sum(grouped.net_sales), 0) as decimal(38, 4)) as net_sales,
        cast(coalesce(sum(grouped.net_sales_before), 0) as decimal(38, 4)) as net_sales_before
    from groups
    left join grouped on groups.account_group = grouped.account_group
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
        coalesce(orders_per_account, orders_per_account_before, 0) as b1,
        coalesce(orders_per_account_before, orders_per_account, 0) as b0,
        coalesce(order_size, order_size_before, 0) as c1,
        coalesce(order_size_before, order_size, 0) as c0
    from factors
),

effects as (
    select
        place,
        (a1 - a0) * ((b0 * c0 + b1 * c1) / 3 + (b0 * c1 + b1 * c0) / 6) as accounts_effect,
        (b1 - b0) * ((a0 * c0 + a1 * c1) / 3 + (a0 * c1 + a1 * c0) / 6) as orders_effect
    from steps
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
    effects.accounts_effect,
    effects.orders_effect,
    case
        when factors.account_group = 'rest' then 0
        else
            cast(factors.net_sales - factors.net_sales_before as double)
            - effects.accounts_effect
            - effects.orders_effect
    end as size_effect
from factors
inner join effects on factors.place = effects.place
order by factors.place
