-- Tenths of the accounts with net sales, the largest first: their share of sales, of known margin, and of
-- effort (effort: share of orders, until activities are loaded; effort_measure says so).
-- grain: decile
-- check: sales_share >= 0
with tenths as (
    select
        ranked.account_key,
        ranked.net_sales,
        -- The first p are the first floor(n x p), at least one.
        case
            when row_number() over (order by ranked.net_sales desc, ranked.account_id asc) = 1 then 1
            else
                cast(ceil(
                    10 * row_number() over (order by ranked.net_sales desc, ranked.account_id asc)
                    / count(*) over ()
                ) as integer)
        end as decile
    from ranked_accounts as ranked
    where ranked.net_sales > 0
)

select
    tenths.decile,
    count(*) as accounts,
    cast(sum(scored.orders) as bigint) as orders,
    cast(sum(tenths.net_sales) as decimal(38, 4)) as net_sales,
    cast(sum(margins.margin) as decimal(38, 4)) as margin,
    cast(count(*) as double) / sum(count(*)) over () as accounts_share,
    cast(sum(tenths.net_sales) as double) / cast(sum(sum(tenths.net_sales)) over () as double) as sales_share,
    case
        when sum(sum(margins.margin)) over () > 0
            then cast(sum(margins.margin) as double) / cast(sum(sum(margins.margin)) over () as double)
    end as margin_share,
    cast(sum(scored.orders) as double) / nullif(sum(sum(scored.orders)) over (), 0) as effort_share,
    'orders' as effort_measure
from tenths
inner join scored_accounts as scored on tenths.account_key = scored.account_key and scored.picture_on = $as_of
left join account_margins as margins on tenths.account_key = margins.account_key
group by tenths.decile
order by tenths.decile
