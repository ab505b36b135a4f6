-- Ids and names as the arriving records write them; in add mode with those that were there.

insert into account_names
with written as (
    select
        month,
        account_key,
        account_id,
        account_name,
        name_match,
        kind_date as seen_on
    from arrivals
    where account_key is not null and (month is null or list_contains($months, month))
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
