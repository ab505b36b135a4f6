-- What each account ordered in the window of the picture, added up from its days: the one picture is the end
-- of a month, so that a month counts by its first order day.
-- grain: picture_on, account_key
-- check: orders >= 0 and lines > 0
-- kept: from one question to the next
with sums as (
    select
        account_key,
        cast(sum(orders) as bigint) as orders,
        case $kind_of_frequency
            when 'days' then count(*) filter (where orders > 0)
            when 'months'
                then
                    count(*) filter (
                        where orders > 0 and (gap_days is null or gap_days >= day(order_date))
                    )
            else 0
        end as days_or_months,
        cast(sum(lines) as bigint) as lines,
        cast(sum(net_sales) as decimal(38, 4)) as net_sales,
        cast(sum(margin) as decimal(38, 4)) as margin,
        cast(sum(margin_amount) as decimal(38, 4)) as margin_amount
    from account_days
    where
        order_date between (select min(window_from) from pictures) and list_max(cast($pictures as date[]))
    group by account_key
)

select
    pictures.picture_on,
    sums.*
from sums
cross join pictures
