-- What each account ordered in the window of each picture, added up from its days: every picture is the end
-- of a month, so that a month counts by its first order day.
-- grain: picture_on, account_key
-- check: orders >= 0 and lines > 0
-- kept: from one question to the next
select
    pictures.picture_on,
    account_days.account_key,
    cast(sum(account_days.orders) as bigint) as orders,
    case $kind_of_frequency
        when 'days' then count(*) filter (where account_days.orders > 0)
        when 'months'
            then
                count(*) filter (
                    where
                    account_days.orders > 0
                    and (
                        account_days.gap_days is null
                        or account_days.gap_days >= day(account_days.order_date)
                    )
                )
        else 0
    end as days_or_months,
    cast(sum(account_days.lines) as bigint) as lines,
    cast(sum(account_days.net_sales) as decimal(38, 4)) as net_sales,
    cast(sum(account_days.margin) as decimal(38, 4)) as margin,
    cast(sum(account_days.margin_amount) as decimal(38, 4)) as margin_amount
from account_days
cross join pictures
where account_days.order_date between pictures.window_from and pictures.picture_on
group by pictures.picture_on, account_days.account_key
