-- The relationship level of each account from one assessment to the next. Of two assessments of one day the
-- lower level holds: a level needs the marks of those below it.
-- grain: account_key, from_on
-- check: from_on < until_on
-- kept: from one question to the next
with assessments_of_days as (
    select
        account_units.unit_key as account_key,
        relationships.assessed_on,
        relationships.level,
        relationships.assessed_by,
        relationships.note
    from relationships
    inner join account_units on relationships.account_key = account_units.account_key
    where
        relationships.added_in <= $version
        and (relationships.removed_in is null or relationships.removed_in > $version)
        and relationships.assessed_on <= $as_of
    qualify row_number() over (
        partition by account_units.unit_key, relationships.assessed_on
        order by relationships.level, relationships.assessed_by, relationships.note
    ) = 1
)

select
    account_key,
    assessed_on as from_on,
    coalesce(
        lead(assessed_on) over (partition by account_key order by assessed_on), date '9999-12-31'
    ) as until_on,
    level,
    lag(level) over (partition by account_key order by assessed_on) as level_before,
    assessed_by,
    note
from assessments_of_days
