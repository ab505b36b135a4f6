-- The arriving records become rows of this version, with the keys of their accounts and of their
-- accounts' parents.

insert into kind_rows (kind_columns)
with arrivals as (
    select
        w.* exclude (order_key),
        coalesce(w.order_key, concat(w.file_no + $first_file, ':', w.row)) as order_key,
        $source as source,
        w.file_no + $first_file as file_id,
        k.account_key,
        p.account_key as parent_key,
        cast($version as integer) as added_in,
        cast(null as integer) as removed_in
    from weighed as w
    left join account_keys as k
        on w.account = case when k.by_name then 'n' else 'i' end || k.account_match
    left join account_keys as p on w.parent_match = p.account_match and p.by_name
)

select kind_columns
from arrivals
where
    case
        when $mode = 'add' then not is_known
        else month is null or list_contains($months, month)
    end
