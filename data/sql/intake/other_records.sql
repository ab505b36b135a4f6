-- How many records of a call differ from what another source holds of their months.
-- grain: differing

with theirs as (
    select
        r.* exclude (account_key),
        case when k.by_name then 'n' else 'i' end || k.account_match as account
    from kind_rows as r
    left join account_keys as k on r.account_key = k.account_key
    where
        r.removed_in is null
        and r.source = $source
        and ($is_list or list_contains($months, kind_month))
),

arriving as (
    select hash(kind_values) as print
    from staged
),

present as (
    select hash(kind_values) as print
    from theirs
),

others as (
    select print
    from arriving
    except all
    select print
    from present
)

select count(*) as differing
from others
