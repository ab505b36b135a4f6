-- The eight segments and, beside them, the other states, so that everything adds up to the scope.
-- grain: segment
-- check: accounts >= 0
with counted as (
    select
        case when state = 'active' then coalesce(segment, 'not_scored') else state end as segment,
        count(*) as accounts,
        sum(orders) as orders,
        sum(net_sales) as net_sales,
        sum(margin) as margin,
        avg(recency_days) as average_recency_days,
        sum(at_stake) as at_stake
    from scored_accounts
    where picture_on = $as_of
    group by 1
    union all
    select
        'unassigned' as segment,
        0 as accounts,
        count(*) filter (where amount >= 0) as orders,
        sum(amount) as net_sales,
        sum(margin) as margin,
        null as average_recency_days,
        null as at_stake
    from scoped_orders
    where account_key is null and order_date between $window_from and $as_of
),

places as (
    select
        segment,
        position
    from eight_segments
    union all
    select
        segment,
        position
    from other_states
)

select
    places.segment,
    coalesce(counted.accounts, 0) as accounts,
    cast(coalesce(counted.net_sales, 0) as decimal(38, 4)) as net_sales,
    cast(counted.margin as decimal(38, 4)) as margin,
    cast(coalesce(counted.orders, 0) as bigint) as orders,
    cast(coalesce(counted.accounts, 0) as double)
    / nullif(sum(counted.accounts) over (), 0) as accounts_share,
    case
        when sum(counted.net_sales) over () > 0
            then
                cast(coalesce(counted.net_sales, 0) as double)
                / cast(sum(counted.net_sales) over () as double)
    end as sales_share,
    counted.average_recency_days,
    cast(coalesce(counted.at_stake, 0) as decimal(38, 4)) as at_stake
from places
left join counted on places.segment = counted.segment
where places.segment <> 'not_scored' or counted.accounts > 0
order by places.position
