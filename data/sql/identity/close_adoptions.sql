-- Adoptions that no longer hold end with this version.

update adoptions set removed_in = $version
where
    removed_in is null
    and (name_key, account_key) not in (select (name_key, account_key) from adopted)
