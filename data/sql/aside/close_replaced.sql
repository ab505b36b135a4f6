-- Records of months, or of a list, that a version replaces are no longer missed.

update aside set removed_in = $version
where
    removed_in is null
    and kind = $kind
    and source = $source
    and (
        $is_list
        or list_contains($months, month)
        or (
            month is null
            and list_contains($months, first_month)
            and list_contains($months, last_month)
        )
    )
