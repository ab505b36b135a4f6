-- What was known by its key with other values takes the place of what is loaded under it; changed is
-- what has its key in its own month.

update classified set
    is_restated = true,
    is_known = false,
    is_changed = (file_no, row) in (
        select (file_no, row)
        from staged
        where (month, kind_key) in (select (month, kind_key) from loaded)
    )
where is_changed
