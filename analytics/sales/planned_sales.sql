-- Net sales of the period, all and those that a target is set for: where the targets are those of people,
-- regions or others, the lines of these in the months of their targets, by what the lines themselves say.
-- grain: one row
-- check: net_sales is not null
with cuts as (
    select distinct
        month,
        region,
        department,
        salesperson,
        category,
        account_key
    from plainest_targets
    where target_level <> 'company' and month between date_trunc('month', $period_from) and $period_until
),

named as (
    select
        bool_or(region is not null) as is_by_region,
        bool_or(department is not null) as is_by_department,
        bool_or(salesperson is not null) as is_by_salesperson,
        bool_or(category is not null) as is_by_category,
        bool_or(account_key is not null) as is_by_account
    from cuts
    having count(*) > 0
),

sold as (
    select
        cast(date_trunc('month', lines.order_date) as date) as month,
        case when named.is_by_region then lines.region end as region,
        case when named.is_by_department then lines.department end as department,
        case when named.is_by_salesperson then lines.salesperson end as salesperson,
        case when named.is_by_category then lines.category end as category,
        case when named.is_by_account then lines.account_key end as account_key,
        sum(lines.amount) as net_sales
    from scoped_sales as lines
    cross join named
    where lines.order_date between $period_from and $period_until
    group by all
),

covered as (
    select sum(sold.net_sales) as net_sales
    from sold
    inner join cuts
        on
            sold.month = cuts.month
            and sold.region is not distinct from cuts.region
            and sold.department is not distinct from cuts.department
            and sold.salesperson is not distinct from cuts.salesperson
            and sold.category is not distinct from cuts.category
            and sold.account_key is not distinct from cuts.account_key
),

whole as (
    select sum(net_sales) as net_sales
    from dimension_sales
    where order_date between $period_from and $period_until
)

select
    coalesce(whole.net_sales, 0) as net_sales,
    case
        when (select count(*) from named) > 0 then coalesce(covered.net_sales, 0)
        else coalesce(whole.net_sales, 0)
    end as planned_sales
from whole
cross join covered
