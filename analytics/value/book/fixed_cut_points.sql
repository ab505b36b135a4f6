-- The bounds of each score by the own book: R in multiples of the account's own interval.
-- grain: axis, score
-- check: score between 1 and 5
with places as (
    select cast(unnest([1, 2, 3, 4, 5]) as integer) as score
),

bounds as (
    select
        [marks.r5_to, marks.r4_to, marks.r3_to, marks.r2_to] as r_cuts,
        [
            marks.f2_from * fits.orders,
            marks.f3_from * fits.orders,
            greatest(marks.f4_from * fits.orders, cast(marks.f4_orders_from as double)),
            marks.f5_from * fits.orders
        ] as f_cuts,
        [fits.m2_from, fits.m3_from, fits.m4_from, fits.m5_from] as m_cuts
    from book_fits as fits
    cross join book_marks as marks
    where fits.picture_on = $as_of
)

select
    'r' as axis,
    places.score,
    cast(bounds.r_cuts[5 - places.score] as double) as from_value,
    cast(bounds.r_cuts[6 - places.score] as double) as to_value
from places
cross join bounds
union all
select
    'f' as axis,
    places.score,
    cast(bounds.f_cuts[places.score - 1] as double) as from_value,
    cast(bounds.f_cuts[places.score] as double) as to_value
from places
cross join bounds
union all
select
    'm' as axis,
    places.score,
    cast(bounds.m_cuts[places.score - 1] as double) as from_value,
    cast(bounds.m_cuts[places.score] as double) as to_value
from places
cross join bounds
