-- What a version added ends, also where a later undo and redo made new rows of it.

update kind_rows set removed_in = $version
where
    removed_in is null
    and source = $source
    and (file_id, row) in (
        select (file_id, row)
        from kind_rows
        where added_in = $undoes
    )
