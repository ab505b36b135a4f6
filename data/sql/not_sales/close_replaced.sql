-- Lines of months that a version replaces are no longer left out: its own files say what is.

update not_sales set removed_in = $version
where removed_in is null and kind = $kind and source = $source and list_contains($months, month)
