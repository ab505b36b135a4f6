-- The highest key of an account.
-- grain: one row
select max(account_key) as last_key
from account_keys
