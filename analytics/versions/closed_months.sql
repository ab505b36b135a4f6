-- The closed months with their closed net sales in the scope's currency.
-- grain: month
-- check: closed_version <= $version
select
    month,
    min(version) as closed_version,
    cast(min(closed_at) as date) as closed_on,
    min(closed_by) as closed_by,
    cast(
        coalesce(
            sum(net_sales) filter (
                where coalesce(currency, $book_currency, '') = coalesce($currency, $book_currency, '')
            ),
            0
        ) as decimal(38, 4)
    ) as net_sales_closed
from closings
where reopened_at is null and version <= $version
group by month
