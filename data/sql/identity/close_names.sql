-- Ids and names of what a version touches end with it.

update account_names set removed_in = $version
where
    removed_in is null
    and kind = $kind
    and source = $source
    and (month is null or list_contains($months, month))
