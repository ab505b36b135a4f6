-- What is loaded under the keys of records that take its place, or that are no sales any more, ends
-- with this version.

update kind_rows set removed_in = $version
where
    removed_in is null
    and source = $source
    and (
        kind_key in (
            select kind_key
            from weighed
            where is_restated
        )
        or coalesce(kind_key, kind_lead) in (select w.key from withdrawn as w)
    )
