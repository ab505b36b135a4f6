-- What a version added and removed, month by month.
-- grain: month

select
    kind_month as month,
    count(*) filter (where added_in = $version) as rows_added,
    count(*) filter (where removed_in = $version) as rows_removed,
    sum(kind_amount) filter (where added_in = $version) as amount_added,
    sum(kind_amount) filter (where removed_in = $version) as amount_removed
from kind_rows
where added_in = $version or removed_in = $version
group by all
order by month
