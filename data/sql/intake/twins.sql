-- Other sources of which the months of a call hold records that are, as it seems, the very same: as
-- many, with the same money.
-- grain: source

with arriving as (
    select
        month,
        count(*) as records,
        sum(kind_amount) as amount
    from staged
    group by month
),

present as (
    select
        source,
        kind_month as month,
        count(*) as records,
        sum(kind_amount) as amount,
        max(file_id) as file_id
    from kind_rows
    where
        removed_in is null
        and source <> $source
        and ($is_list or list_contains($months, kind_month))
    group by all
)

select
    p.source,
    max(p.file_id) as file_id
from present as p
inner join arriving as a
    on
        p.month is not distinct from a.month
        and p.records = a.records
        and p.amount is not distinct from a.amount
group by p.source
having count(*) = (select count(*) from arriving)
order by p.source
