-- Lines up to the as-of date that version, currency, product, category and where they were sold let through.
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
    and ($sold_regions is null or list_contains($sold_regions, sales.region))
    and ($sold_departments is null or list_contains($sold_departments, sales.department))
    and ($sold_salespeople is null or list_contains($sold_salespeople, sales.salesperson))
    and ($sold_sales_points is null or list_contains($sold_sales_points, sales.sales_point))
