-- What each known account did in the window of each picture, and when it last ordered at all.
-- grain: picture_on, account_key
-- check: orders >= 0 and (recency_days is null or recency_days >= 0)
-- kept: from one question to the next
with together as (
    select
        pictures.picture_on,
        accounts.account_key,
        intervals.last_order_on,
        datediff('day', intervals.last_order_on, pictures.picture_on) as recency_days,
        coalesce(sums.orders, 0) as orders,
        coalesce(sums.lines, 0) as lines,
        coalesce(sums.days_or_months, 0) as days_or_months,
        coalesce(sums.net_sales, 0) as net_sales,
        sums.margin,
        case
            when sums.net_sales <> 0
                then cast(sums.margin_amount as double) / cast(sums.net_sales as double)
        end as margin_known_share,
        intervals.order_days,
        intervals.usual_interval_days,
        coalesce(lasts.sales_before_silence, 0) as sales_before_silence
    from book_accounts as accounts
    inner join pictures on accounts.known_on <= pictures.picture_on
    left join picture_sums as sums
        on pictures.picture_on = sums.picture_on and accounts.account_key = sums.account_key
    left join last_orders as lasts
        on pictures.picture_on = lasts.picture_on and accounts.account_key = lasts.account_key
    left join intervals
        on pictures.picture_on = intervals.picture_on and accounts.account_key = intervals.account_key
)

select
    * exclude (days_or_months),
    case
        when $kind_of_frequency = 'lines' then lines
        when $kind_of_frequency in ('days', 'months') then days_or_months
        else orders
    end as frequency,
    cast(
        case $kind_of_monetary
            when 'margin' then margin
            when 'average_order' then net_sales / nullif(orders, 0)
            when 'average_day' then net_sales / nullif(days_or_months, 0)
            else net_sales
        end as decimal(38, 4)
    ) as monetary
from together
