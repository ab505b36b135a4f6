-- The arriving records with the keys of their accounts and of their accounts' parents.
-- grain: file_id, row

create or replace temporary table arrivals as
select
    s.* exclude (order_key),
    coalesce(s.order_key, concat(s.file_no + $first_file, ':', s.row)) as order_key,
    $source as source,
    s.file_no + $first_file as file_id,
    k.account_key,
    p.account_key as parent_key,
    c.is_known,
    cast($version as integer) as added_in,
    cast(null as integer) as removed_in
from staged as s
inner join classified as c on s.file_no = c.file_no and s.row = c.row
left join account_keys as k
    on s.account = case when k.by_name then 'n' else 'i' end || k.account_match
left join account_keys as p on s.parent_match = p.account_match and p.by_name
