-- What is loaded now where a call touches it, with the account as text: its months, and in add mode
-- the records of other months that have a key of the call's.
-- grain: file_id, row

create or replace temporary table loaded as
with arriving_keys as (
    select distinct kind_key as key
    from staged
    where $mode = 'add'
),

replaced as (
    select *
    from kind_rows
    where kind_is_replaced
),

in_months as (
    select
        r.* exclude (account_key),
        case when k.by_name then 'n' else 'i' end || k.account_match as account
    from replaced as r
    left join account_keys as k on r.account_key = k.account_key
    where
        r.removed_in is null
        and r.source = $source
        and r.month between list_min($months) and list_max($months)
        and list_contains($months, r.month)
),

elsewhere as (
    select
        r.* exclude (account_key),
        case when k.by_name then 'n' else 'i' end || k.account_match as account
    from kind_rows as r
    left join account_keys as k on r.account_key = k.account_key
    where
        $mode = 'add'
        and r.removed_in is null
        and r.source = $source
        and not list_contains($months, r.month)
        and kind_key in (select a.key from arriving_keys as a)
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
