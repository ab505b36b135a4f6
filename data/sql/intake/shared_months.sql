-- The months of a call of which other sources hold records, too.
-- grain: source, month

select
    source,
    kind_month as month
from kind_rows
where
    removed_in is null
    and source <> $source
    and list_contains($months, kind_month)
group by all
order by source, month
