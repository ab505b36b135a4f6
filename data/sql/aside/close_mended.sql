-- Records that come back mended are no longer missed; the others of their file still are.

update aside set removed_in = $version
where removed_in is null and file_id = $file_id and ($whole or list_contains($rows, row))
