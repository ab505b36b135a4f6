-- The names of the second naming, the eleven or our own: how many active accounts bear each, and their sales.
-- grain: second_name
-- check: accounts >= 0
with places as (
    select
        second_name,
        min(position) as position
    from eleven_names
    where $naming <> 'own'
    group by second_name
    union all
    select
        unnest($names_in_order) as second_name,
        generate_subscripts($names_in_order, 1) as position
    where $naming = 'own'
),

counted as (
    select
        second_name,
        count(*) as accounts,
        sum(net_sales) as net_sales
    from scored_accounts
    where picture_on = $as_of and second_name is not null
    group by second_name
)

select
    places.second_name,
    coalesce(counted.accounts, 0) as accounts,
    cast(coalesce(counted.net_sales, 0) as decimal(38, 4)) as net_sales,
    case
        when sum(counted.net_sales) over () > 0
            then
                cast(coalesce(counted.net_sales, 0) as double)
                / cast(sum(counted.net_sales) over () as double)
    end as sales_share
from places
left join counted on places.second_name = counted.second_name
order by places.position
