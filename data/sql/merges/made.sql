-- What each version merged by itself, not by an undo.
-- grain: version

select
    m.added_in as version,
    case when f.by_name then 'n' else 'i' end || f.account_match as account,
    case when t.by_name then 'n' else 'i' end || t.account_match as into_account
from account_merges as m
inner join versions as v on m.added_in = v.version and v.action = 'merge'
inner join account_keys as f on m.account_key = f.account_key
inner join account_keys as t on m.into_key = t.account_key
order by m.added_in
