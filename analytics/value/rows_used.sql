-- Which rows of the exports the picture rests on, and which it leaves out.
-- grain: one row
-- check: lines_in_window >= 0 and unassigned_lines <= lines_in_window
with used as (
    select
        coalesce(sum(lines), 0) as lines_in_window,
        count(*) filter (where amount >= 0) as orders_in_window,
        count(*) filter (where amount < 0) as credit_notes,
        coalesce(sum(lines) filter (where account_key is null), 0) as unassigned_lines,
        coalesce(sum(amount) filter (where account_key is null), 0) as unassigned_sales
    from scoped_orders
    where order_date between $window_from and $as_of
),

others as (
    select
        coalesce(
            sum(lines) filter (
                where
                coalesce(currency, $book_currency, '') <> coalesce($currency, $book_currency, '')
                and order_date between $window_from and $as_of
            ),
            0
        ) as other_currency_lines,
        coalesce(sum(lines) filter (where order_date > $as_of), 0) as later_lines
    from every_order
),

no_sales as (
    select coalesce(sum(lines), 0) as not_sales_lines
    from not_sales
    where
        kind = 'sales'
        and added_in <= $version
        and (removed_in is null or removed_in > $version)
        and month between date_trunc('month', $window_from) and $as_of
)

select
    cast(used.lines_in_window as bigint) as lines_in_window,
    used.orders_in_window,
    used.credit_notes,
    cast(used.unassigned_lines as bigint) as unassigned_lines,
    cast(used.unassigned_sales as decimal(38, 4)) as unassigned_sales,
    cast(others.other_currency_lines as bigint) as other_currency_lines,
    cast(others.later_lines as bigint) as later_lines,
    cast(no_sales.not_sales_lines as bigint) as not_sales_lines,
    (select count(*) from scoped_accounts) as accounts
from used
cross join others
cross join no_sales
order by used.lines_in_window
