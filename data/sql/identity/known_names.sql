-- Every name that an account has now, with the account.
-- grain: account, name_match

select
    case when k.by_name then 'n' else 'i' end || k.account_match as account,
    n.name_match,
    min(n.account_name) as account_name
from account_names as n
inner join account_keys as k on n.account_key = k.account_key
where n.removed_in is null and n.name_match is not null
group by account, n.name_match
order by n.name_match, account
