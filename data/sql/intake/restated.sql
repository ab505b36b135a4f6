-- Arriving records whose key is loaded with other values, and the money of both.
-- grain: file_no, row

with elsewhere as (
    select
        kind_key as key,
        min(kind_amount) as amount
    from loaded
    group by kind_key
),

arriving as (
    select
        file_no,
        row,
        kind_key as key,
        kind_amount as amount
    from weighed
    where is_changed
)

select
    a.file_no,
    a.row,
    replace(a.key, chr(31), ' · ') as key,
    a.amount,
    e.amount as loaded_amount
from arriving as a
inner join elsewhere as e on a.key = e.key
order by a.file_no, a.row
