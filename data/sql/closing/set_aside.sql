-- Rows of sales set aside that are, or may be, of a month at a data version.
-- grain: records

select count(*) as records
from aside
where
    kind = 'sales'
    and added_in <= $version
    and (removed_in is null or removed_in > $version)
    and (month = $month or (month is null and $month between first_month and last_month))
