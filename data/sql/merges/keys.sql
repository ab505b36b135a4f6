-- The keys that an account is meant by: its id first, else its name alone.
-- grain: account_key

select
    account_key,
    case when by_name then 'n' else 'i' end || account_match as account
from account_keys
where account_match = $account_match
order by by_name
