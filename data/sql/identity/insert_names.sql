-- Ids and names as the arriving records write them; in add mode with those that were there.

insert into account_names
with written as (
    select
        n.month,
        k.account_key,
        n.account_id,
        n.account_name,
        n.name_match,
        n.seen_on
    from named as n
    inner join account_keys as k
        on n.account = case when k.by_name then 'n' else 'i' end || k.account_match
    where n.month is null or list_contains($months, n.month)
    union all
    select
        month,
        account_key,
        account_id,
        account_name,
        name_match,
        seen_on
    from account_names
    where
        $mode = 'add'
        and removed_in = $version
        and kind = $kind
        and source = $source
)

select
    $kind,
    $source,
    month,
    account_key,
    account_id,
    account_name,
    name_match,
    max(seen_on),
    $version,
    null
from written
group by all
order by all
