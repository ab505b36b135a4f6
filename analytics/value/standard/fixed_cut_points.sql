-- The bounds of each score as the business set them: days for R, frequency for F, money for M.
-- grain: axis, score
-- check: score between 1 and 5
with places as (
    select cast(unnest([1, 2, 3, 4, 5]) as integer) as score
)

select
    'r' as axis,
    score,
    cast($r_cuts[5 - score] as double) as from_value,
    cast($r_cuts[6 - score] as double) as to_value
from places
union all
select
    'f' as axis,
    score,
    cast($f_cuts[score - 1] as double) as from_value,
    cast($f_cuts[score] as double) as to_value
from places
union all
select
    'm' as axis,
    score,
    cast($m_cuts[score - 1] as double) as from_value,
    cast($m_cuts[score] as double) as to_value
from places
