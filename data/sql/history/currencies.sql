-- What a version added and removed, by currency.
-- grain: currency

select
    currency,
    sum(kind_amount) filter (where added_in = $version) as amount_added,
    sum(kind_amount) filter (where removed_in = $version) as amount_removed
from kind_rows
where added_in = $version or removed_in = $version
group by currency
order by currency
