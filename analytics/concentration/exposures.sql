-- How much hangs on few accounts: of the company, each salesperson, each product category. HHI is the sum of
-- squared shares (0 to 10,000), Gini 0 where all are alike. `without` leaves one account out.
-- grain: dimension, value
-- check: hhi between 0 and 10000.0001 and gini between -1e-9 and 1
-- check: top1_share <= top5_share + 1e-9 and top5_share <= top10_share + 1e-9
with shares as (
    select
        sold.dimension,
        sold.value,
        sold.net_sales,
        accounts.account_id,
        accounts.account_name,
        cast(sold.net_sales as double)
        / cast(sum(sold.net_sales) over (partition by sold.dimension, sold.value) as double) as share,
        row_number() over (
            partition by sold.dimension, sold.value order by sold.net_sales desc, accounts.account_id asc
        ) as place,
        count(*) over (partition by sold.dimension, sold.value) as accounts,
        sum(sold.net_sales) over (
            partition by sold.dimension, sold.value
            order by sold.net_sales desc, accounts.account_id asc
            rows between unbounded preceding and current row
        ) as made_with,
        sum(sold.net_sales) over (partition by sold.dimension, sold.value) as total
    from exposed_sales as sold
    inner join scoped_accounts as accounts on sold.account_key = accounts.account_key
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
    max(shares.account_id) filter (where shares.place = 1) as account_id,
    max(shares.account_name) filter (where shares.place = 1) as account_name
from shares
cross join abc_marks as marks
group by shares.dimension, shares.value
order by shares.dimension asc, net_sales desc, shares.value asc
