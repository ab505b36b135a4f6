-- Every loss that the churn log holds for an account of the scope, up to the as-of date.
-- grain: file_id, row
-- check: month_end_before < lost_on
select
    churn.file_id,
    churn.row,
    account_units.unit_key as account_key,
    churn.lost_on,
    cast(date_trunc('month', churn.lost_on) - interval 1 day as date) as month_end_before,
    churn.reason as reason_as_written,
    churn.sales_lost as logged_sales_lost,
    churn.competitor,
    churn.note,
    churn.recorded_by
from churn
inner join account_units on churn.account_key = account_units.account_key
inner join scoped_accounts on account_units.unit_key = scoped_accounts.account_key
where
    churn.added_in <= $version
    and (churn.removed_in is null or churn.removed_in > $version)
    and churn.lost_on <= $as_of
