-- What a version set aside ends, also where a later undo and redo made new rows of it.

update aside set removed_in = $version
where
    removed_in is null
    and (file_id, row) in (
        select (file_id, row)
        from aside
        where added_in = $undoes
    )
