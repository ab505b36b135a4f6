-- The products behind price, volume and mix, largest change first.
-- grain: product
-- check: change = net_sales - net_sales_before
select *
from product_changes
order by abs(change) desc, product asc nulls last
