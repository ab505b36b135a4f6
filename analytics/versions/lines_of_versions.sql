-- The lines of every data version that the scope lets through, by the account they count for now.
-- grain: file_id, row, added_in
-- check: amount is not null
select
    sales.file_id,
    sales.row,
    sales.month,
    account_units.unit_key as account_key,
    sales.amount,
    sales.added_in,
    sales.removed_in
from sales
left join account_units on sales.account_key = account_units.account_key
left join scoped_accounts on account_units.unit_key = scoped_accounts.account_key
where
    coalesce(sales.currency, $book_currency, '') = coalesce($currency, $book_currency, '')
    and ($categories is null or list_contains($categories, sales.category))
    and ($products is null or list_contains($products, sales.product))
    and ($sold_regions is null or list_contains($sold_regions, sales.region))
    and ($sold_departments is null or list_contains($sold_departments, sales.department))
    and ($sold_salespeople is null or list_contains($sold_salespeople, sales.salesperson))
    and ($sold_sales_points is null or list_contains($sold_sales_points, sales.sales_point))
    and (not $has_who or scoped_accounts.account_key is not null)
