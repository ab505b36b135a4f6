-- Accounts as files write them, by id, else by name; the accounts list's way first.
-- grain: account_key

select
    account_key,
    coalesce(
        arg_max(account_id, (kind = 'accounts', seen_on, account_id)),
        arg_max(account_name, (kind = 'accounts', seen_on, account_name))
    ) as written
from account_names
where removed_in is null and account_key in (select unnest(cast($keys as integer[])))
group by account_key
order by account_key
