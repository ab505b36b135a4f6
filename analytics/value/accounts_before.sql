-- The net sales of each of the scope's accounts in the window of the picture compared with; none where the
-- book does not cover that window.
-- grain: account_key
-- check: net_sales_before is not null
-- kept: from one question to the next
select
    account_key,
    cast(sum(amount) as decimal(38, 4)) as net_sales_before
from scoped_orders
where $has_base and account_key is not null and order_date between $compare_from and $compare_as_of
group by account_key
