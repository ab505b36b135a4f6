-- What versions added and removed, by currency.
-- grain: version, currency

with moves as (
    select
        added_in as version,
        currency,
        kind_amount as added,
        cast(null as decimal(18, 4)) as removed,
        true as is_added
    from kind_rows
    where list_contains($versions, added_in)
    union all
    select
        removed_in as version,
        currency,
        cast(null as decimal(18, 4)) as added,
        kind_amount as removed,
        false as is_added
    from kind_rows
    where list_contains($versions, removed_in)
)

select
    version,
    currency,
    sum(added) as amount_added,
    sum(removed) as amount_removed,
    count(*) filter (where is_added) as rows_added,
    count(*) filter (where not is_added) as rows_removed
from moves
group by version, currency
order by version, currency
