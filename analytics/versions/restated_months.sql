-- Each closed month of the whole book: net sales as closed and at the scope's data version, the difference.
-- grain: month
-- check: difference = net_sales - net_sales_closed
with sold as (
    select
        month,
        cast(sum(amount) as decimal(38, 4)) as net_sales
    from sales
    where
        added_in <= $version
        and (removed_in is null or removed_in > $version)
        and coalesce(currency, $book_currency, '') = coalesce($currency, $book_currency, '')
    group by month
)

select
    closed.month,
    closed.closed_version,
    closed.closed_on,
    closed.closed_by,
    closed.net_sales_closed,
    coalesce(sold.net_sales, 0) as net_sales,
    coalesce(sold.net_sales, 0) - closed.net_sales_closed as difference
from closed_months as closed
left join sold on closed.month = sold.month
order by closed.month desc
