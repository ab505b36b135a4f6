-- The month-ends that are kept under these names and still hold: no version changed what they rest on, and
-- who counts as whom among the accounts of then is the same.
-- grain: made_of, month_end
-- check: month_end is not null
with known as (
    select distinct keys_to
    from kept_months
    where list_contains(cast($names as varchar[]), made_of)
),

units as (
    select
        known.keys_to,
        cast(
            coalesce(
                bit_xor(hash(moved.account_key, moved.unit_key)) filter (where moved.account_key is not null),
                0
            ) as varchar
        ) as units
    from known
    left join account_units as moved
        on known.keys_to >= moved.account_key and moved.account_key <> moved.unit_key
    group by known.keys_to
)

select
    kept_months.made_of,
    kept_months.month_end
from kept_months
inner join month_facts as facts
    on kept_months.month_end = facts.picture_on and kept_months.facts_version = facts.facts_version
inner join units on kept_months.keys_to = units.keys_to and kept_months.units = units.units
where list_contains(cast($names as varchar[]), kept_months.made_of)
