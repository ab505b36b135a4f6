-- A list that a file replaces ends with this version.

update kind_rows set removed_in = $version
where removed_in is null and source = $source
