-- The accounts that a loss, an assessment or an invoice up to the as-of date names, and since when.
-- grain: account_key
-- check: first_seen_on <= $as_of
with records as (
    select
        account_key,
        lost_on as recorded_on
    from churn
    where added_in <= $version and (removed_in is null or removed_in > $version)
    union all
    select
        account_key,
        assessed_on as recorded_on
    from relationships
    where added_in <= $version and (removed_in is null or removed_in > $version)
    union all
    select
        account_key,
        invoiced_on as recorded_on
    from receivables
    where added_in <= $version and (removed_in is null or removed_in > $version)
)

select
    account_units.unit_key as account_key,
    min(records.recorded_on) as first_seen_on
from records
inner join account_units on records.account_key = account_units.account_key
where records.recorded_on <= $as_of
group by account_units.unit_key
