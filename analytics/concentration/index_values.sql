-- The value of each index for each account with orders in the window; null where it is not known.
-- grain: account_key, index_name
-- check: index_group is not null
with industries as (
    select
        industry,
        sum(net_sales) as industry_sales
    from account_margins
    where industry is not null
    group by industry
),

values_of as (
    select
        margins.account_key,
        margins.account_id,
        margins.account_name,
        cast(margins.net_sales as double) as net_sales,
        cast(margins.margin as double) as margin,
        cast(margins.net_sales as double) / nullif(margins.orders, 0) as average_order,
        margins.collection_days,
        cast(case when margins.outstanding is not null then coalesce(margins.overdue, 0) end as double)
            as overdue,
        cast(industries.industry_sales as double) as industry_sales,
        cast(accounts.own_revenue as double) as own_revenue,
        cast(accounts.fit_score as double) as fit_score
    from account_margins as margins
    inner join scoped_accounts as accounts on margins.account_key = accounts.account_key
    left join industries on margins.industry = industries.industry
    where margins.orders > 0
)

select
    values_of.account_key,
    values_of.account_id,
    values_of.account_name,
    indices.index_name,
    indices.index_group,
    indices.is_lower_better,
    indices.place,
    case indices.index_name
        when 'net_sales' then values_of.net_sales
        when 'margin' then values_of.margin
        when 'average_order' then values_of.average_order
        when 'collection_days' then values_of.collection_days
        when 'overdue' then values_of.overdue
        when 'industry_sales' then values_of.industry_sales
        when 'own_revenue' then values_of.own_revenue
        when 'fit_score' then values_of.fit_score
    end as value
from values_of
cross join indices
