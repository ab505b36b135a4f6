-- The keys that an account is meant by: its id first, else a name alone, else the name in force of
-- accounts with an id, which several may have (is_shared).
-- grain: account_key

select distinct
    k.account_key,
    case when k.by_name then 'n' else 'i' end || k.account_match as account,
    k.account_match <> $account_match as is_shared,
    k.by_name
from account_keys as k
left join account_names as n
    on
        k.account_key = n.account_key
        and n.name_match = $account_match
        and n.removed_in is null
        and not k.by_name
where k.account_match = $account_match or n.account_key is not null
order by is_shared, k.by_name, k.account_key
