-- What each account ordered in the window of each picture, added up from its months: every picture is the
-- end of a month.
-- grain: picture_on, account_key
-- check: orders >= 0 and lines > 0
-- kept: from one question to the next
with sums as (
    select
        account_key,
        cast(date_trunc('month', order_date) as date) as month,
        sum(orders) as orders,
        count(*) filter (where orders > 0) as days,
        sum(lines) as lines,
        sum(net_sales) as net_sales,
        sum(margin) as margin,
        sum(margin_amount) as margin_amount
    from account_days
    group by account_key, cast(date_trunc('month', order_date) as date)
)

select
    pictures.picture_on,
    sums.account_key,
    cast(sum(sums.orders) as bigint) as orders,
    cast(
        case $kind_of_frequency
            when 'days' then sum(sums.days)
            when 'months' then count(*) filter (where sums.days > 0)
            else 0
        end as bigint
    ) as days_or_months,
    cast(sum(sums.lines) as bigint) as lines,
    cast(sum(sums.net_sales) as decimal(38, 4)) as net_sales,
    cast(sum(sums.margin) as decimal(38, 4)) as margin,
    cast(sum(sums.margin_amount) as decimal(38, 4)) as margin_amount
from sums
inner join pictures on sums.month between pictures.window_from and pictures.picture_on
group by pictures.picture_on, sums.account_key
