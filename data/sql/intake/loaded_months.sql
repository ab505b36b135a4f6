-- What is loaded now where a call touches it, with the account as text: its months, and in add mode
-- the records of other months that have a key of the call's.
-- grain: file_id, row

create or replace temporary table loaded as
with arriving_keys as (
    select distinct kind_key as key
    from staged
    where $mode = 'add'
    union
    select w.key
    from withdrawn as w
),

in_months as (
    select *
    from kind_told
    where
        kind_is_replaced
        and source = $source
        and month between list_min($months) and list_max($months)
        and list_contains($months, month)
),

elsewhere as (
    select *
    from kind_told
    where
        $mode = 'add'
        and source = $source
        and not list_contains($months, month)
        and (
            kind_key in (select a.key from arriving_keys as a)
            or coalesce(kind_key, kind_lead) in (select w.key from withdrawn as w)
        )
)

select
    file_id,
    row,
    month,
    kind_values
from in_months
union all
select
    file_id,
    row,
    month,
    kind_values
from elsewhere
