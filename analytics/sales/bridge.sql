-- The bridge between the two periods, for each value of one $dimension and each kind of change: the ends are
-- the sums of net_sales_before and of net_sales.
-- grain: value, kind
-- check: change = net_sales - net_sales_before
-- check: accounts >= 0
select
    account_changes.value,
    kinds.place,
    kinds.kind,
    count(account_changes.account_key) as accounts,
    cast(sum(account_changes.net_sales_before) as decimal(38, 4)) as net_sales_before,
    cast(sum(account_changes.net_sales) as decimal(38, 4)) as net_sales,
    cast(sum(account_changes.change) as decimal(38, 4)) as change
from account_changes
inner join bridge_kinds as kinds on account_changes.kind = kinds.kind
group by account_changes.value, kinds.place, kinds.kind
order by account_changes.value asc nulls last, kinds.place asc
