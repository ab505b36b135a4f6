-- How much hangs on few accounts: of the company, each salesperson, each product category. HHI is the sum of
-- squared shares (0 to 10,000), Gini 0 where all are alike. `without` leaves one account out.
-- grain: dimension, value
-- check: hhi between 0 and 10000.0001 and gini between -1e-9 and 1
-- check: top1_share <= top5_share + 1e-9 and top5_share <= top10_share + 1e-9
with shares as (
    select
        dimension,
        value,
        account_key,
        net_sales,
        cast(net_sales as double)
        / cast(sum(net_sales) over (partition by dimension, value) as double) as share,
        row_number() over (partition by dimension, value order by net_sales desc, account_key asc) as place,
        count(*) over (partition by dimension, value) as accounts,
        sum(net_sales) over (
            partition by dimension, value
            order by net_sales desc, account_key asc
            rows between unbounded preceding and current row
        ) as made_with,
        sum(net_sales) over (partition by dimension, value) as total
    from exposed_sales
)

select
    shares.dimension,
    shares.value,
    max(shares.accounts) as accounts,
    cast(sum(shares.net_sales) as decimal(38, 4)) as net_sales,
    sum(shares.share order by shares.place) filter (where shares.place <= 1) as top1_share,
    sum(shares.share order by shares.place) filter (where shares.place <= 5) as top5_share,
    sum(shares.share order by shares.place) filter (where shares.place <= 10) as top10_share,
    least(10000 * sum(shares.share * shares.share order by shares.place), 10000) as hhi,
    greatest(
        (max(shares.accounts) + 1 - 2 * sum(shares.share * shares.place order by shares.place))
        / max(shares.accounts), 0
    ) as gini,
    count(*) filter (where shares.made_with - shares.net_sales < marks.a_share_to * shares.total)
        as class_a_accounts,
    max(accounts.account_id) filter (where shares.place = 1) as account_id,
    max(accounts.account_name) filter (where shares.place = 1) as account_name
from shares
cross join abc_marks as marks
left join scoped_accounts as accounts on shares.account_key = accounts.account_key
group by shares.dimension, shares.value
order by shares.dimension asc, net_sales desc, shares.value asc
