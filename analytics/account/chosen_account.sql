-- The one account that was asked for ($account_id, matched without case), if the scope lets it through:
-- itself, else what it counts as, the group that it is in or the account that it is merged into.
-- grain: account_key
-- check: account_id is not null
with counted_as as (
    select account_units.unit_key as account_key
    from account_keys
    inner join account_units on account_keys.account_key = account_units.account_key
    where account_keys.account_match = lower($account_id)
)

select
    scoped_accounts.account_key,
    scoped_accounts.account_id,
    scoped_accounts.known_on
from scoped_accounts
left join counted_as on scoped_accounts.account_key = counted_as.account_key
where lower(scoped_accounts.account_id) = lower($account_id) or counted_as.account_key is not null
qualify row_number() over (
    order by lower(scoped_accounts.account_id) = lower($account_id) desc, scoped_accounts.account_id asc
) = 1
