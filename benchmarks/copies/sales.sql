-- The book again and again with other accounts: the lines of the copies, by day as
-- exports bring them.
-- grain: lines
insert into sales
select
    sales.* replace (
        account_key + $step * copy.number as account_key,
        order_key || '~' || copy.number as order_key,
        order_id || '~' || copy.number as order_id,
        row + 10000000 * copy.number as row
    )
from sales
cross join range(1, $copies) as copy (number)
order by order_date
