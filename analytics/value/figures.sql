-- The figures of the home page for the scope, on one row.
-- grain: one row
-- check: active_accounts <= accounts and assessed_accounts <= accounts
with scored as (
    select *
    from scored_accounts
    where picture_on = $as_of
),

sums as (
    select
        cast(coalesce(sum(amount), 0) as decimal(38, 4)) as net_sales,
        cast(sum(margin) as decimal(38, 4)) as margin
    from scoped_orders
    where order_date between $window_from and $as_of
),

counted as (
    select
        count(*) as accounts,
        count(*) filter (where state = 'active') as active_accounts,
        count(*) filter (where is_key_account) as key_accounts,
        sum(net_sales) filter (where is_key_account) as key_account_sales,
        count(*) filter (where band in ('late', 'at_risk')) as late_accounts,
        coalesce(sum(at_stake) filter (where band in ('late', 'at_risk')), 0) as late_sales,
        count(*) filter (where band = 'lost') as lost_accounts,
        coalesce(sum(at_stake) filter (where band = 'lost'), 0) as lost_sales,
        count(*) filter (where band <> 'active' or state = 'lapsed_important') as silent_accounts,
        coalesce(
            sum(greatest(at_stake, 0)) filter (where band <> 'active' or state = 'lapsed_important'), 0
        ) as silent_sales
    from scored
),

classes as (
    select
        count(*) filter (where abc_class = 'A') as class_a_accounts,
        cast(sum(net_sales) filter (where abc_class = 'A') as double) as class_a_sales,
        cast(sum(net_sales) filter (where net_sales > 0) as double) as positive_sales
    from ranked_accounts
),

kept as (
    select
        cast(sum(before.net_sales_before) as double) as base,
        cast(sum(greatest(scored.net_sales, 0)) as double) as retained,
        cast(sum(least(greatest(scored.net_sales, 0), before.net_sales_before)) as double) as retained_at_most
    from accounts_before as before
    inner join scored on before.account_key = scored.account_key
    where before.net_sales_before > 0
),

levels as (
    select
        count(*) filter (where level >= 3) as partner_accounts,
        count(level) as assessed_accounts
    from account_levels
)

select
    sums.net_sales,
    sums.margin,
    counted.accounts,
    counted.active_accounts,
    classes.class_a_accounts,
    classes.class_a_sales / classes.positive_sales as class_a_share,
    counted.key_accounts,
    case
        when sums.net_sales > 0
            then cast(coalesce(counted.key_account_sales, 0) as double) / cast(sums.net_sales as double)
    end as key_account_share,
    counted.late_accounts,
    cast(counted.late_sales as decimal(38, 4)) as late_sales,
    counted.lost_accounts,
    cast(counted.lost_sales as decimal(38, 4)) as lost_sales,
    counted.silent_accounts,
    cast(counted.silent_sales as decimal(38, 4)) as silent_sales,
    kept.retained / kept.base as nrr,
    kept.retained_at_most / kept.base as grr,
    levels.partner_accounts,
    levels.assessed_accounts
from sums
cross join counted
cross join classes
cross join kept
cross join levels
order by counted.accounts
