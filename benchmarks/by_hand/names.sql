-- The id of each account as pandas gets it.
-- grain: account_key
-- check: account_id is not null
select
    account_key,
    max(account_id) as account_id
from account_names
where removed_in is null
group by account_key
