-- How many records of a call differ from what another source holds of their months.
-- grain: differing

with arriving as (
    select hash(kind_values) as print
    from staged
),

present as (
    select hash(kind_values) as print
    from kind_told
    where source = $source and ($is_list or list_contains($months, kind_month))
),

others as (
    select print
    from arriving
    except all
    select print
    from present
)

select count(*) as differing
from others
