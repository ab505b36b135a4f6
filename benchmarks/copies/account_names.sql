-- The book again and again with other accounts: the names of the copies.
-- grain: names
insert into account_names
select
    account_names.* replace (
        account_key + $step * copy.number as account_key,
        account_id || '~' || copy.number as account_id,
        name_match || '~' || copy.number as name_match
    )
from account_names
cross join range(1, $copies) as copy (number)
