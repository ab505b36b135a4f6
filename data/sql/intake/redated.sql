-- Records that are new to their month and arrive under a key that is loaded in another month too,
-- which the call leaves as it is.
-- grain: file_no, month, loaded_month

with arriving as (
    select
        file_no,
        month,
        kind_key as key,
        kind_lead as lead
    from weighed
    where not is_same
),

loaded_elsewhere as (
    select
        month,
        kind_key as key,
        kind_lead as lead
    from kind_rows
    where
        removed_in is null
        and source = $source
        and not list_contains($months, month)
        and kind_lead in (select a.lead from arriving as a)
)

select
    a.file_no,
    a.month,
    l.month as loaded_month,
    count(*) as records,
    min(a.lead) as example
from arriving as a
inner join loaded_elsewhere as l on a.key = l.key
group by all
order by all
