-- Records of the window's months that were set aside when their file was loaded without them.
-- grain: kind
-- check: records > 0
select
    kind,
    count(*) as records,
    min(coalesce(month, first_month)) as first_month,
    max(coalesce(month, last_month)) as last_month
from aside
where
    added_in <= $version
    and (removed_in is null or removed_in > $version)
    and coalesce(month, first_month, $as_of) <= $as_of
    and coalesce(month, last_month, $as_of) >= date_trunc('month', $window_from)
group by kind
order by kind
