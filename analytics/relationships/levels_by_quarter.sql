-- The relationship levels at the end of each quarter (the running one at the as-of date), with the net sales
-- of that quarter: the last eight quarters from the first assessment on. An account counts from the day it is
-- known.
-- grain: quarter_on, level
-- check: accounts >= 0
with quarters as (
    select
        cast(quarter_at as date) as quarter_on,
        least(cast(quarter_at + interval 3 month - interval 1 day as date), $as_of) as until_on
    from (
        select
            unnest(
                generate_series(
                    greatest(
                        date_trunc('quarter', min(from_on)), date_trunc('quarter', $as_of) - interval 21 month
                    ),
                    date_trunc('quarter', $as_of),
                    interval 3 month
                )
            ) as quarter_at
        from level_spans
        having min(from_on) is not null
    ) as series
),

quarter_sales as (
    select
        account_key,
        cast(date_trunc('quarter', order_date) as date) as quarter_on,
        sum(amount) as net_sales
    from scoped_orders
    group by account_key, cast(date_trunc('quarter', order_date) as date)
),

standing as (
    select
        quarters.quarter_on,
        scoped_accounts.account_key,
        level_spans.level
    from quarters
    inner join scoped_accounts on quarters.until_on >= scoped_accounts.known_on
    left join level_spans
        on
            scoped_accounts.account_key = level_spans.account_key
            and quarters.until_on >= level_spans.from_on
            and quarters.until_on < level_spans.until_on
),

levels as (
    select level
    from level_corners
    union all
    select null as level
)

select
    quarters.quarter_on,
    levels.level,
    count(standing.account_key) as accounts,
    coalesce(sum(quarter_sales.net_sales), 0) as net_sales
from quarters
cross join levels
left join standing
    on quarters.quarter_on = standing.quarter_on and coalesce(levels.level, 0) = coalesce(standing.level, 0)
left join quarter_sales
    on standing.account_key = quarter_sales.account_key and standing.quarter_on = quarter_sales.quarter_on
group by quarters.quarter_on, levels.level
order by quarters.quarter_on, levels.level nulls last
