-- Every loss that the churn log holds for an account of the scope, up to the as-of date. A loss is known by
-- account, day and reason as written: the same loss told twice, by two systems, is one.
-- grain: account_key, lost_on, reason_as_written
-- check: month_end_before < lost_on
select
    account_units.unit_key as account_key,
    churn.lost_on,
    cast(date_trunc('month', churn.lost_on) - interval 1 day as date) as month_end_before,
    churn.reason as reason_as_written,
    max(churn.sales_lost) as logged_sales_lost,
    max(churn.competitor) as competitor,
    max(churn.note) as note,
    max(churn.recorded_by) as recorded_by
from churn
inner join account_units on churn.account_key = account_units.account_key
inner join scoped_accounts on account_units.unit_key = scoped_accounts.account_key
where
    churn.added_in <= $version
    and (churn.removed_in is null or churn.removed_in > $version)
    and churn.lost_on <= $as_of
group by account_units.unit_key, churn.lost_on, churn.reason
