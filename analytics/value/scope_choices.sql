-- What can be chosen in the filters, how many accounts of the book each choice holds and what they bought in
-- the window: by the attributes of accounts, and by what lines say (sold_region …), as the charts draw them.
-- grain: dimension, value
-- check: value is not null and accounts >= 0
with lines as (
    select
        account_key,
        product,
        category,
        region as sold_region,
        department as sold_department,
        salesperson as sold_salesperson,
        sales_point as sold_sales_point,
        sum(amount) filter (
            where order_date >= $window_from
            and coalesce(currency, $book_currency, '') = coalesce($currency, $book_currency, '')
        ) as net_sales
    from sales
    where
        added_in <= $version
        and (removed_in is null or removed_in > $version)
        and order_date <= $as_of
    group by all
),

of_accounts as (
    select
        account_key,
        sum(net_sales) as net_sales
    from lines
    group by account_key
),

homes as (
    unpivot (
        select
            book_accounts.account_key,
            book_accounts.region,
            book_accounts.department,
            book_accounts.salesperson,
            book_accounts.sales_point,
            book_accounts.industry,
            of_accounts.net_sales
        from book_accounts
        left join of_accounts on book_accounts.account_key = of_accounts.account_key
    )
    on region, department, salesperson, sales_point, industry
    into name dimension value value
),

bought as (
    unpivot lines
    on product, category, sold_region, sold_department, sold_salesperson, sold_sales_point
    into name dimension value value
)

select
    dimension,
    value,
    count(distinct account_key) as accounts,
    cast(coalesce(sum(net_sales), 0) as decimal(38, 4)) as net_sales
from (
    select
        dimension,
        value,
        account_key,
        net_sales
    from homes
    union all
    select
        dimension,
        value,
        account_key,
        net_sales
    from bought
) as choices
group by dimension, value
order by dimension, value
