-- What is loaded of a kind, with the account as text, as arriving records tell it: `kind_told` elsewhere.
-- grain: file_id, row

select
    r.*,
    case when k.by_name then 'n' else 'i' end || k.account_match as account
from kind_rows as r
left join account_keys as k on r.account_key = k.account_key
where r.removed_in is null
