-- The targets of each year, quarter or month ($grain) by the values of one $dimension; only where a value has
-- one in each month of the period.
-- grain: from_on, value
-- check: target is not null
select
    periods.from_on,
    targets.value,
    cast(sum(targets.target) as decimal(38, 4)) as target
from result_periods as periods
inner join chosen_targets as targets on targets.month between periods.from_on and periods.whole_until
where $grain <> 'day'
group by periods.from_on, periods.whole_until, targets.value
having count(distinct targets.month) = datediff('month', periods.from_on, periods.whole_until) + 1
order by periods.from_on asc, targets.value asc nulls last
