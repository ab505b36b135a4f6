-- The list that is loaded now, with the account as text.
-- grain: file_id, row

create or replace temporary table loaded as
select
    r.* exclude (account_key),
    cast(null as date) as month,
    case when k.by_name then 'n' else 'i' end || k.account_match as account
from kind_rows as r
left join account_keys as k on r.account_key = k.account_key
where r.removed_in is null and r.source = $source
