-- What can be chosen in the filters, and how many accounts of the book each choice holds: by the accounts'
-- own attributes, and by what their lines say (sold_region …), as the charts draw them.
-- grain: dimension, value
-- check: value is not null
with homes as (
    unpivot (
        select
            account_key,
            region,
            department,
            salesperson,
            sales_point,
            industry
        from book_accounts
    )
    on region, department, salesperson, sales_point, industry
    into name dimension value value
),

lines as (
    select distinct
        account_key,
        product,
        category,
        region as sold_region,
        department as sold_department,
        salesperson as sold_salesperson,
        sales_point as sold_sales_point
    from sales
    where
        added_in <= $version
        and (removed_in is null or removed_in > $version)
        and order_date <= $as_of
),

bought as (
    unpivot lines
    on product, category, sold_region, sold_department, sold_salesperson, sold_sales_point
    into name dimension value value
)

select
    dimension,
    value,
    count(distinct account_key) as accounts
from (
    select * from homes
    union all
    select * from bought
) as choices
group by dimension, value
order by dimension, value
