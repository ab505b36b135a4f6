-- Arriving records of a month that are new to their source, and that another source holds just so.
-- grain: file_no

with theirs as (
    select
        r.* exclude (account_key),
        case when k.by_name then 'n' else 'i' end || k.account_match as account
    from kind_rows as r
    left join account_keys as k on r.account_key = k.account_key
    where
        r.removed_in is null
        and r.source = $source
        and r.month = $month
),

present as (
    select hash(kind_values) as print
    from theirs
)

select
    file_no,
    count(*) as records
from weighed
where
    month = $month
    and not is_same
    and hash(kind_values) in (select p.print from present as p)
group by file_no
order by file_no
