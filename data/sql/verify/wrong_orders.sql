-- Orders whose roll-up differs from their lines.
-- grain: account_key, order_key, order_date, currency

with exact as (
    select
        account_key,
        order_key,
        max(order_id) as order_id,
        order_date,
        month,
        currency,
        count(*) as lines,
        sum(amount) as amount,
        sum(margin) as margin,
        sum(case when margin is null then 0 else amount end) as margin_amount,
        sum(quantity) as quantity,
        max(region) as region,
        max(department) as department,
        max(salesperson) as salesperson,
        max(sales_point) as sales_point
    from sales
    where removed_in is null
    group by account_key, order_key, order_date, month, currency
),

missing as (
    select * from exact
    except all
    select * from orders
),

surplus as (
    select * from orders
    except all
    select * from exact
)

select * from missing
union all
select * from surplus
order by order_date, account_key, order_key
