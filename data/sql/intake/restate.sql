-- What was known by its key with other values takes the place of what is loaded under it, and so does
-- all else that arrives under the key, also where it is loaded just so: an invoice has several records.
-- is_changed is what has its key in its own month.

update classified set
    is_restated = true,
    is_known = false,
    is_changed = (file_no, row) in (
        select (file_no, row)
        from staged
        where (month, kind_key) in (select (month, kind_key) from loaded)
    )
where
    (file_no, row) in (
        with arriving as (
            select
                file_no,
                row,
                kind_key as key
            from staged
        ),

        restated as (
            select a.key
            from arriving as a
            inner join classified as c on a.file_no = c.file_no and a.row = c.row
            where c.is_changed
        )

        select (file_no, row)
        from arriving
        where key in (select r.key from restated as r)
    )
