-- Drops what is kept under the names that were written longest ago.

delete from segment_months
where made_of not in (
    select made_of
    from kept_months
    group by made_of
    order by max(kept_at) desc, made_of
    limit $names
)
