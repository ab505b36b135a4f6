-- The key of an account told as text: "i" and its id, or "n" and its name.
-- grain: account_key

select account_key
from account_keys
where case when by_name then 'n' else 'i' end || account_match = $account
