-- The book again and again with other accounts: the accounts of the copies.
-- grain: accounts
insert into account_keys
select
    account_keys.* replace (
        account_key + $step * copy.number as account_key,
        account_match || '~' || copy.number as account_match
    )
from account_keys
cross join range(1, $copies) as copy (number)
