-- What the accounts of the period compared with buy now, for each value of one $dimension: NRR counts all of
-- it, GRR no account above what it bought then; null where nobody bought then.
-- grain: value
-- check: grr is null or (grr <= nrr and grr <= 1)
with sums as (
    select
        value,
        sum(net_sales_before) as net_sales_before,
        sum(net_sales) as net_sales,
        count(*) filter (where net_sales_before > 0 and account_key is not null) as accounts_before,
        count(*) filter (where net_sales_before > 0 and net_sales > 0 and account_key is not null)
            as accounts_kept,
        count(*) filter (where kind = 'new') as accounts_new,
        cast(sum(net_sales) filter (where kind = 'new') as decimal(38, 4)) as new_sales,
        cast(
            sum(net_sales_before) filter (where net_sales_before > 0 and account_key is not null) as double
        ) as base,
        cast(
            sum(greatest(net_sales, 0)) filter (
                where net_sales_before > 0 and account_key is not null
            ) as double
        ) as retained,
        cast(
            sum(least(greatest(net_sales, 0), net_sales_before)) filter (
                where net_sales_before > 0 and account_key is not null
            ) as double
        ) as retained_at_most
    from account_changes
    where kind is not null
    group by value
)

select
    value,
    cast(net_sales_before as decimal(38, 4)) as net_sales_before,
    cast(net_sales as decimal(38, 4)) as net_sales,
    retained / base as nrr,
    retained_at_most / base as grr,
    accounts_before,
    accounts_kept,
    accounts_new,
    coalesce(new_sales, 0) as new_sales
from sums
order by net_sales_before desc, net_sales desc, value asc nulls last
