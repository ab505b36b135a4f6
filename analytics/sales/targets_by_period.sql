-- The targets of each year, quarter or month ($grain) by the values of one $dimension; only periods with a
-- target in each of their months.
-- grain: from_on, value
-- check: target is not null
with reached as (
    select
        periods.from_on,
        periods.whole_until,
        targets.month,
        targets.value,
        targets.target
    from result_periods as periods
    inner join chosen_targets as targets on targets.month between periods.from_on and periods.whole_until
    where $grain <> 'day'
),

whole as (
    select from_on
    from reached
    group by from_on, whole_until
    having count(distinct month) = datediff('month', from_on, whole_until) + 1
)

select
    reached.from_on,
    reached.value,
    cast(sum(reached.target) as decimal(38, 4)) as target
from reached
inner join whole on reached.from_on = whole.from_on
group by reached.from_on, reached.value
order by reached.from_on asc, reached.value asc nulls last
