-- The accounts that more than one key of the exports counts for: their orders may have to be put together.
-- grain: account_key
-- check: raw_keys > 1
-- kept: from one question to the next
select
    unit_key as account_key,
    count(*) as raw_keys
from account_units
group by unit_key
having count(*) > 1
