-- Each arriving record, as in classified, where no record stands several times: `place` is that of the
-- one loaded record that is just so. No more than $most: where there are more some stand twice.
-- grain: file_no, row

create or replace temporary table classified as
with compared as materialized (
    select
        a.file_no,
        a.row,
        p.rowid as place
    from staged as a
    left join loaded as p on a.month is not distinct from p.month and kind_same
    limit $most -- noqa: AM09
),

not_same as (
    select
        file_no,
        row,
        kind_key as key
    from staged
    where (file_no, row) in (
        select (c.file_no, c.row)
        from compared as c
        where c.place is null
    )
),

known_keys as (
    select distinct kind_key as key
    from loaded
    where key in (select n.key from not_same as n)
),

changed as (
    select
        n.file_no,
        n.row
    from not_same as n
    inner join known_keys as k on n.key = k.key
)

select
    c.file_no,
    c.row,
    c.place,
    c.place is not null as is_same,
    k.row is not null as is_changed,
    c.place is not null or k.row is not null as is_known,
    false as is_restated
from compared as c
left join changed as k on c.file_no = k.file_no and c.row = k.row
