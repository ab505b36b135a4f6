-- What a version left out ends, also where a later undo and redo made new rows of it.

update not_sales set removed_in = $version
where
    removed_in is null
    and (version, month) in (
        select (version, month)
        from not_sales
        where added_in = $undoes
    )
