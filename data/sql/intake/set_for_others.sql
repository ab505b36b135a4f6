-- What is loaded of a call's months and is set for others than its records are.
-- grain: records

select count(*) as records
from kind_rows
where
    removed_in is null
    and source = $source
    and list_contains($months, month)
    and not kind_is_replaced
