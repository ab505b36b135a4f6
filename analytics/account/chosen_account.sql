-- The one account that was asked for ($account_id, matched without case), if the scope lets it through.
-- grain: account_key
-- check: account_id is not null
select
    account_key,
    account_id
from scoped_accounts
where lower(account_id) = lower($account_id)
