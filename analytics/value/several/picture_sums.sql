-- What each account ordered in the window of each picture, added up from its months: every picture is the
-- end of a month.
-- grain: picture_on, account_key
-- check: orders >= 0 and lines > 0
-- kept: from one question to the next
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
from month_sums as sums
inner join pictures on sums.month between pictures.window_from and pictures.picture_on
group by pictures.picture_on, sums.account_key
