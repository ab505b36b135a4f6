-- Who moved where between the day compared with (the month-end before, unless told) and the as-of date: rows
-- add up to the picture of then, columns to the picture of now.
-- grain: from_state, to_state
-- check: accounts > 0 or from_state = 'unassigned'
-- pictures: migration
with unassigned as (
    select
        *,
        false as is_before
    from unassigned_sums
    where picture_on = $as_of
    union all
    select
        *,
        true as is_before
    from earlier_unassigned
),

moved as (
    select
        from_state,
        to_state,
        count(*) as accounts,
        sum(net_sales) as net_sales,
        coalesce(sum(net_sales_before), 0) as net_sales_before,
        sum(margin) as margin,
        sum(margin_before) as margin_before
    from standings
    group by from_state, to_state
    union all
    select
        'unassigned' as from_state,
        'unassigned' as to_state,
        0 as accounts,
        coalesce(sum(net_sales) filter (where not is_before), 0) as net_sales,
        coalesce(sum(net_sales) filter (where is_before), 0) as net_sales_before,
        sum(margin) filter (where not is_before) as margin,
        sum(margin) filter (where is_before) as margin_before
    from unassigned
    having count(*) > 0
)

select
    moved.from_state,
    moved.to_state,
    moved.accounts,
    cast(moved.net_sales as decimal(38, 4)) as net_sales,
    cast(moved.net_sales_before as decimal(38, 4)) as net_sales_before,
    cast(moved.margin as decimal(38, 4)) as margin,
    cast(moved.margin_before as decimal(38, 4)) as margin_before
from moved
inner join migration_states as from_states on moved.from_state = from_states.state
inner join migration_states as to_states on moved.to_state = to_states.state
order by from_states.position, to_states.position
