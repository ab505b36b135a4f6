-- The targets of the period for the values of one $dimension: of all of it, and of its days so far. Only
-- values that have a target in each of its months.
-- grain: value
-- check: target_so_far is null or target is not null
select
    targets.value,
    cast(sum(targets.target) as decimal(38, 4)) as target,
    bool_and(targets.names_currency) as names_currency,
    cast(
        sum(
            case
                when last_day(targets.month) <= $period_until then cast(targets.target as double)
                when targets.month > $period_until then 0
                else cast(targets.target as double) * day($period_until) / day(last_day(targets.month))
            end
        ) as decimal(38, 4)
    ) as target_so_far
from chosen_targets as targets
where
    targets.month between $period_from and $period_whole_until
    and day($period_from) = 1
    and day($period_whole_until + interval 1 day) = 1
group by targets.value
having count(distinct targets.month) = datediff('month', $period_from, $period_whole_until) + 1
