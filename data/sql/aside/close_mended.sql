-- Records that come back mended are no longer missed.

update aside set removed_in = $version
where removed_in is null and kind = $kind and source = $source and list_contains($mended, file_id)
