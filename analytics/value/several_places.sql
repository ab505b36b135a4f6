-- How many accounts buy at all and how many under more than one value of a dimension of their lines (several
-- regions, several salespeople), up to the as-of date.
-- grain: dimension
-- check: several_accounts <= accounts and accounts > 0
with places as (
    unpivot (
        select
            account_key,
            region,
            department,
            salesperson,
            sales_point
        from book_sales
        where account_key is not null
        group by all
    )
    on region, department, salesperson, sales_point
    into name dimension value value
),

counted as (
    select
        account_key,
        dimension,
        count(distinct value) as places
    from places
    group by account_key, dimension
)

select
    dimension,
    count(*) as accounts,
    count(*) filter (where places > 1) as several_accounts
from counted
group by dimension
order by dimension
