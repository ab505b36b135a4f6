-- Net sales of each account from the largest down, cumulated, with its ABC class.
-- grain: account_id
-- check: abc_class is not null
with names as (
    select
        account_key,
        max(account_id) as account_id
    from account_names
    where removed_in is null
    group by account_key
),

sales as (
    select
        account_key,
        sum(amount) as net_sales
    from orders
    where order_date between $window_from and $as_of
    group by account_key
),

ranked as (
    select
        names.account_id,
        coalesce(sales.net_sales, 0) as net_sales,
        sum(greatest(sales.net_sales, 0)) over () as total,
        sum(greatest(sales.net_sales, 0)) over (
            order by sales.net_sales desc nulls last, names.account_id asc
        ) as made_with
    from names
    left join sales on names.account_key = sales.account_key
)

select
    account_id,
    net_sales,
    case when net_sales > 0 then made_with / total end as cumulative_sales_share,
    case
        when net_sales <= 0 then 'C'
        when made_with - net_sales < 0.8 * total then 'A'
        when made_with - net_sales < 0.95 * total then 'B'
        else 'C'
    end as abc_class
from ranked
order by net_sales desc, account_id asc
