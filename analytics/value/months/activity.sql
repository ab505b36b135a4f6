-- What each account with any order up to a picture did in its window, and when it last ordered.
-- grain: picture_on, account_key
-- check: orders >= 0 and (recency_days is null or recency_days >= 0)
-- kept: from one question to the next
select
    coalesce(intervals.picture_on, sums.picture_on) as picture_on,
    coalesce(intervals.account_key, sums.account_key) as account_key,
    intervals.last_order_on,
    datediff('day', intervals.last_order_on, intervals.picture_on) as recency_days,
    coalesce(sums.orders, 0) as orders,
    coalesce(sums.lines, 0) as lines,
    coalesce(sums.net_sales, 0) as net_sales,
    sums.margin,
    case
        when sums.net_sales <> 0 then cast(sums.margin_amount as double) / cast(sums.net_sales as double)
    end as margin_known_share,
    intervals.order_days,
    intervals.usual_interval_days,
    coalesce(lasts.sales_before_silence, 0) as sales_before_silence,
    case
        when $kind_of_frequency = 'lines' then coalesce(sums.lines, 0)
        when $kind_of_frequency in ('days', 'months') then coalesce(sums.days_or_months, 0)
        else coalesce(sums.orders, 0)
    end as frequency,
    cast(
        case $kind_of_monetary
            when 'margin' then sums.margin
            when 'average_order' then coalesce(sums.net_sales, 0) / nullif(sums.orders, 0)
            when 'average_day' then coalesce(sums.net_sales, 0) / nullif(sums.days_or_months, 0)
            else coalesce(sums.net_sales, 0)
        end as decimal(38, 4)
    ) as monetary
from intervals
full join picture_sums as sums
    on intervals.picture_on = sums.picture_on and intervals.account_key = sums.account_key
left join last_orders as lasts
    on intervals.picture_on = lasts.picture_on and intervals.account_key = lasts.account_key
