-- How many arriving accounts nobody has seen: neither their id nor their name is loaded.
-- grain: accounts

with known as (
    select case when k.by_name then 'n' else 'i' end || k.account_match as account
    from account_names as n
    inner join account_keys as k on n.account_key = k.account_key
    where n.removed_in is null
    union
    select 'n' || name_match
    from account_names
    where removed_in is null and name_match is not null
    union
    select 'n' || name_match
    from arriving
    where account[1] = 'i' and name_match is not null
)

select count(distinct account) as accounts
from arriving
where account is not null and account not in (select account from known)
