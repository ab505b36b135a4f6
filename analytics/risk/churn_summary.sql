-- Churn in figures: who left inside the window, what it costs, how much of what has a reason could have been
-- kept, and how it compares with the twelve months before the window's first day: of the accounts of then,
-- how many are lost (no rates where nothing was sold then, or no loss was ever logged).
-- grain: one row
-- check: accounts <= losses
-- check: won_back <= accounts
with lost_accounts as (
    select
        window_losses.account_key,
        max(window_losses.lost_on) as lost_on,
        arg_max(window_losses.won_back_on, window_losses.lost_on) as won_back_on,
        min(window_losses.won_back_on) as first_won_back_on
    from window_losses
    group by window_losses.account_key
),

lost_money as (
    select
        count(*) as losses,
        coalesce(sum(window_losses.sales_lost_in_total), 0) as sales_lost,
        coalesce(sum(window_losses.sales_lost_in_total) filter (where reasons.is_preventable), 0)
            as preventable_sales_lost,
        coalesce(
            sum(window_losses.sales_lost_in_total) filter (where window_losses.reason <> 'unclassified'), 0
        ) as explained_sales_lost,
        count(*) filter (where window_losses.reason = 'unclassified') as unclassified
    from window_losses
    inner join reasons on window_losses.reason = reasons.code
),

base_orders as (
    select
        account_key,
        amount
    from scoped_orders
    where order_date >= $window_from - interval 12 month and order_date < $window_from
),

base_money as (
    select
        count(distinct account_key) filter (where amount >= 0) as base_accounts,
        count(distinct account_key) filter (
            where amount >= 0 and account_key in (select account_key from lost_accounts)
        ) as lost_base_accounts,
        sum(amount) as base_sales,
        coalesce(sum(amount) filter (where account_key in (select account_key from lost_accounts)), 0)
            as lost_base_sales
    from base_orders
),

logged as (
    select count(*) > 0 as has_log
    from churn
    where added_in <= $version and (removed_in is null or removed_in > $version)
),

lost_counts as (
    select
        count(*) as accounts,
        count(first_won_back_on) as won_back
    from lost_accounts
)

select
    lost_counts.accounts,
    lost_money.losses,
    lost_money.sales_lost,
    lost_money.preventable_sales_lost,
    case
        when lost_money.explained_sales_lost > 0
            then
                cast(lost_money.preventable_sales_lost as double)
                / cast(lost_money.explained_sales_lost as double)
    end as preventable_share,
    case
        when logged.has_log
            then cast(base_money.lost_base_accounts as double) / nullif(base_money.base_accounts, 0)
    end as logo_churn,
    case
        when logged.has_log and base_money.base_sales > 0
            then cast(base_money.lost_base_sales as double) / cast(base_money.base_sales as double)
    end as revenue_churn,
    lost_counts.won_back,
    lost_money.unclassified,
    base_money.base_accounts,
    base_money.base_sales,
    base_money.lost_base_sales,
    base_money.lost_base_accounts,
    logged.has_log
from lost_counts
cross join lost_money
cross join base_money
cross join logged
order by lost_counts.accounts
