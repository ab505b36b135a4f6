-- The version that merged an account into another, while it holds.
-- grain: version

select added_in as version
from merges
where account_key = $account_key and removed_in is null
order by added_in desc
