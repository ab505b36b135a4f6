-- What each known account did in the window of each picture, and when it last ordered at all.
-- grain: picture_on, account_key
-- check: orders >= 0 and (recency_days is null or recency_days >= 0)
with windows as (
    select
        picture_on,
        account_key,
        cast(sum(orders) as bigint) as orders,
        cast(sum(lines) as bigint) as lines,
        count(*) filter (where orders > 0) as purchase_days,
        count(distinct date_trunc('month', order_date)) filter (where orders > 0) as active_months,
        cast(sum(net_sales) as decimal(38, 4)) as net_sales,
        cast(sum(margin) as decimal(38, 4)) as margin,
        cast(sum(margin_amount) as decimal(38, 4)) as margin_amount
    from picture_days
    where is_in_window
    group by picture_on, account_key
),

together as (
    select
        pictures.picture_on,
        accounts.account_key,
        lasts.last_order_on,
        datediff('day', lasts.last_order_on, pictures.picture_on) as recency_days,
        coalesce(windows.orders, 0) as orders,
        coalesce(windows.lines, 0) as lines,
        coalesce(windows.purchase_days, 0) as purchase_days,
        coalesce(windows.active_months, 0) as active_months,
        coalesce(windows.net_sales, 0) as net_sales,
        windows.margin,
        case
            when windows.net_sales <> 0
                then cast(windows.margin_amount as double) / cast(windows.net_sales as double)
        end as margin_known_share,
        intervals.order_days,
        intervals.usual_interval_days,
        coalesce(lasts.sales_before_silence, 0) as sales_before_silence
    from book_accounts as accounts
    inner join pictures on accounts.known_on <= pictures.picture_on
    left join windows
        on pictures.picture_on = windows.picture_on and accounts.account_key = windows.account_key
    left join last_orders as lasts
        on pictures.picture_on = lasts.picture_on and accounts.account_key = lasts.account_key
    left join intervals
        on pictures.picture_on = intervals.picture_on and accounts.account_key = intervals.account_key
)

select
    *,
    case $kind_of_frequency
        when 'days' then purchase_days
        when 'months' then active_months
        when 'lines' then lines
        else orders
    end as frequency,
    cast(
        case $kind_of_monetary
            when 'margin' then margin
            when 'average_order' then net_sales / nullif(orders, 0)
            when 'average_day' then net_sales / nullif(purchase_days, 0)
            else net_sales
        end as decimal(38, 4)
    ) as monetary
from together
