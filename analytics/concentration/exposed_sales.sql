-- Net sales above zero of each account in the window: of the company, a salesperson, a product category.
-- grain: dimension, value, account_key
-- check: net_sales > 0
with found as (
    select
        'company' as dimension,
        'company' as value,
        account_key,
        net_sales
    from ranked_accounts
    union all
    select
        'salesperson' as dimension,
        salesperson as value,
        account_key,
        sum(amount) as net_sales
    from scoped_sales
    where account_key is not null and salesperson is not null and order_date between $window_from and $as_of
    group by salesperson, account_key
    union all
    select
        'category' as dimension,
        category as value,
        account_key,
        sum(amount) as net_sales
    from scoped_sales
    where account_key is not null and category is not null and order_date between $window_from and $as_of
    group by category, account_key
)

select
    dimension,
    value,
    account_key,
    cast(net_sales as decimal(38, 4)) as net_sales
from found
where net_sales > 0 and ($without is null or account_key is distinct from (
    select scoped_accounts.account_key from scoped_accounts
    where scoped_accounts.account_id = $without
))
