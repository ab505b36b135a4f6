-- Accounts by the quarter of their first order ever: how many order again in each quarter after it, and what
-- they buy, against the first; the last 16 cohorts. A quarter that is not over is marked.
-- grain: cohort_on, quarter_on
-- check: accounts_share between 0 and 1
with sizes as (
    select
        cohort_on,
        count(*) as accounts,
        sum(net_sales) as first_sales
    from account_quarters
    where quarter_on = cohort_on
    group by cohort_on
    qualify row_number() over (order by cohort_on desc) <= 16
),

calendar as (
    select
        sizes.*,
        cast(unnest(generate_series(sizes.cohort_on, $as_of, interval 3 month)) as date) as quarter_on
    from sizes
),

sums as (
    select
        cohort_on,
        quarter_on,
        count(*) filter (where orders > 0) as active_accounts,
        sum(net_sales) as net_sales
    from account_quarters
    group by cohort_on, quarter_on
)

select
    calendar.cohort_on,
    calendar.quarter_on,
    datediff('month', calendar.cohort_on, calendar.quarter_on) // 3 as quarters_since,
    calendar.accounts,
    coalesce(sums.active_accounts, 0) as active_accounts,
    cast(coalesce(sums.net_sales, 0) as decimal(38, 4)) as net_sales,
    cast(coalesce(sums.active_accounts, 0) as double) / calendar.accounts as accounts_share,
    case
        when calendar.first_sales > 0
            then cast(coalesce(sums.net_sales, 0) as double) / cast(calendar.first_sales as double)
    end as sales_share,
    last_day(calendar.quarter_on + interval 2 month) > $as_of as is_partial,
    calendar.cohort_on <= $book_from as is_oldest
from calendar
left join sums on calendar.cohort_on = sums.cohort_on and calendar.quarter_on = sums.quarter_on
order by calendar.cohort_on, calendar.quarter_on
