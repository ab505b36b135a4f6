-- What the picture of each month-end rests on: the last data version that changed sales of a month up to it,
-- and who counts as whom.
-- grain: picture_on
-- check: facts_version >= 0
with changes as (
    select
        version,
        coalesce(
            list_min(from_json(json_extract(report, '$.months'), '["DATE"]')), date '0001-01-01'
        ) as first_month
    from versions
    where kind = 'sales' and version <= $version
),

facts as (
    select
        pictures.picture_on,
        coalesce(max(changes.version) filter (where changes.first_month <= pictures.picture_on), 0)
            as facts_version
    from pictures
    cross join changes
    group by pictures.picture_on
),

keys as (
    select coalesce(max(account_key), 0) as keys_to
    from account_units
)

select
    facts.picture_on,
    facts.facts_version,
    keys.keys_to,
    cast(
        coalesce(
            (
                select bit_xor(hash(account_key, unit_key)) from account_units
                where account_key <> unit_key
            ), 0
        )
        as varchar
    ) as units
from facts
cross join keys
