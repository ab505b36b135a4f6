-- Lines up to the as-of date that version, currency, products and categories let through.
-- grain: file_id, row
-- check: order_date <= $as_of and amount is not null
select
    sales.file_id,
    sales.row,
    account_units.unit_key as account_key,
    sales.source,
    sales.order_key,
    sales.order_id,
    sales.order_date,
    sales.month,
    sales.amount,
    sales.margin,
    sales.quantity,
    sales.unit_price,
    sales.product,
    sales.category,
    sales.region,
    sales.department,
    sales.salesperson,
    sales.sales_point
from sales
left join account_units on sales.account_key = account_units.account_key
where
    sales.added_in <= $version
    and (sales.removed_in is null or sales.removed_in > $version)
    and sales.order_date <= $as_of
    and coalesce(sales.currency, $book_currency, '') = coalesce($currency, $book_currency, '')
    and ($categories is null or list_contains($categories, sales.category))
    and ($products is null or list_contains($products, sales.product))
