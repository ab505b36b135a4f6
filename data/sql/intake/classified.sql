-- Each arriving record: is_same, it is loaded just so; is_known, its key (else the record) is loaded.
-- is_restated, it takes the place of what is loaded under its key.
-- Prints find the records that could be the same, then their values are compared. Of records that
-- stand several times each copy is compared with one; keys are looked up for what is not the same.
-- grain: file_no, row

create or replace temporary table classified as
with arriving as not materialized (
    select
        *,
        kind_key as key,
        hash(kind_values) as print
    from staged
),

present as not materialized (
    select
        *,
        kind_key as key,
        hash(kind_values) as print
    from loaded
),

arriving_twice as (
    select print
    from arriving
    group by month, print
    having count(*) > 1
),

present_twice as (
    select print
    from present
    group by month, print
    having count(*) > 1
),

arriving_copies as (
    select
        file_no,
        row,
        row_number() over (partition by month, print order by file_no, row) as copy
    from arriving
    where print in (select t.print from arriving_twice as t)
),

present_copies as (
    select
        file_id,
        row,
        row_number() over (partition by month, print order by file_id, row) as copy
    from present
    where print in (select t.print from present_twice as t)
),

arrived as not materialized (
    select
        r.*,
        coalesce(c.copy, 1) as copy
    from arriving as r
    left join arriving_copies as c on r.file_no = c.file_no and r.row = c.row
),

stored as not materialized (
    select
        r.*,
        coalesce(c.copy, 1) as copy
    from present as r
    left join present_copies as c on r.file_id = c.file_id and r.row = c.row
),

compared as materialized (
    select
        a.file_no,
        a.row,
        a.month,
        a.key,
        a.print,
        coalesce(p.copy is not null and kind_same, false) as is_same
    from arrived as a
    left join stored as p
        on a.month is not distinct from p.month and a.print = p.print and a.copy = p.copy
),

not_same as (
    select
        file_no,
        row,
        key
    from compared
    where not is_same
),

known_keys as (
    select distinct key
    from present
    where key in (select n.key from not_same as n)
),

known_records as (
    select distinct
        a.file_no,
        a.row
    from arriving as a
    inner join present as p on a.month is not distinct from p.month and a.print = p.print
    where
        (a.file_no, a.row) in (
            select (c.file_no, c.row)
            from compared as c
            where not c.is_same and c.key is null
        )
        and kind_same
)

select
    c.file_no,
    c.row,
    c.is_same,
    k.key is not null as is_changed,
    c.is_same or k.key is not null or r.row is not null as is_known,
    false as is_restated
from compared as c
left join known_keys as k on not c.is_same and c.key = k.key
left join known_records as r on c.file_no = r.file_no and c.row = r.row
