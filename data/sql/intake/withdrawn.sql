-- What is loaded under the keys of records that a call leaves out, and its money.
-- grain: file_id, row

select
    coalesce(kind_key, kind_lead) as key,
    kind_amount as amount
from kind_told
where
    source = $source
    and coalesce(kind_key, kind_lead) in (select l.key from left_out as l)
order by key, amount
