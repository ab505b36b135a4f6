-- Months that a file replaces end with this version, but for what is set for others than its records are.

update kind_rows set removed_in = $version
where
    removed_in is null
    and source = $source
    and month between list_min($months) and list_max($months)
    and list_contains($months, month)
    and kind_is_replaced
