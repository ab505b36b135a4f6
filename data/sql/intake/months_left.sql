-- Months that a call does not touch and that hold records under its keys.
-- grain: month

select distinct month
from kind_rows
where
    removed_in is null
    and source = $source
    and not list_contains($months, month)
    and (
        kind_key in (select kind_key from staged)
        or coalesce(kind_key, kind_lead) in (select w.key from withdrawn as w)
    )
order by month
