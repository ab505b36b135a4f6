-- What a version merged ends, also where a later undo and redo made a new row of it.

update account_merges set removed_in = $version
where
    removed_in is null
    and (account_key, into_key) in (
        select (account_key, into_key)
        from account_merges
        where added_in = $undoes
    )
