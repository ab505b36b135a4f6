-- Every account that any data version knew, by the name that it bears now, else the one it is matched by.
-- grain: account_key
-- check: account_id is not null and account_name is not null
select
    keys.account_key,
    coalesce(bears.account_id, keys.account_match) as account_id,
    coalesce(bears.account_name, bears.account_id, keys.account_match) as account_name
from account_keys as keys
left join account_names_in_force as bears on keys.account_key = bears.account_key
