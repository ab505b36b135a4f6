-- Each arriving record: is_same, it is loaded just so; is_known, its key (else the record) is loaded.
-- A print stands for a record until the records themselves are compared: hashing is quicker.
-- grain: file_no, row

create or replace temporary table classified as
with arriving as (
    select
        file_no,
        row,
        month,
        kind_key as key,
        row(kind_values) as record,
        hash(kind_values) as print,
        row_number() over (partition by month, hash(kind_values) order by file_no, row) as copy
    from staged
),

present as (
    select
        month,
        kind_key as key,
        row(kind_values) as record,
        hash(kind_values) as print,
        row_number() over (partition by month, hash(kind_values) order by file_id, row) as copy
    from loaded
),

known_keys as (
    select distinct key
    from present
    where key is not null
),

known_records as (
    select distinct
        month,
        record
    from present
    where key is null
)

select
    a.file_no,
    a.row,
    p.copy is not null and a.record = p.record as is_same,
    k.key is not null and (p.copy is null or a.record <> p.record) as is_changed,
    k.key is not null or (a.key is null and r.record is not null) as is_known
from arriving as a
left join present as p
    on a.month is not distinct from p.month and a.print = p.print and a.copy = p.copy
left join known_keys as k on a.key = k.key
left join known_records as r
    on a.month is not distinct from r.month and a.record = r.record
