-- How many loads hold amounts that count once an order, on its first line: figures by product are
-- those of whole orders there. A load that was undone counts no more, until its undoing is undone.
-- grain: one row
-- check: loads >= 0
with recursive undone as (
    select
        undoing.version,
        undoing.undoes as changed,
        false as is_in_force
    from versions as undoing
    where undoing.undoes is not null and undoing.version <= $version

    union all

    select
        later.version,
        undone.changed,
        not undone.is_in_force
    from undone
    inner join versions as later on undone.version = later.undoes
    where later.version <= $version
),

loads as (
    select
        version,
        coalesce(
            json_extract_string(report, '$.asked.answers.grain'),
            list_first(json_extract_string(report, '$.files[*].report.remembered.grain'))
        ) as grain
    from versions
    where kind = 'sales' and version <= $version
)

select cast(count(*) as bigint) as loads
from loads
left join (
    select
        changed,
        arg_max(is_in_force, version) as is_in_force
    from undone
    group by changed
) as outcome on loads.version = outcome.changed
where loads.grain = 'order' and coalesce(outcome.is_in_force, true)
order by loads
