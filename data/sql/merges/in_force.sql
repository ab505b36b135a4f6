-- The version that merged an account into another, while it holds.
-- grain: version

select m.added_in as version
from account_merges as m
inner join account_keys as k on m.account_key = k.account_key
where k.account_match = $account_match and m.removed_in is null
order by m.added_in desc
