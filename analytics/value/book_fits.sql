-- What the own-book method measures with, picture by picture: frozen values, else those of the picture.
-- grain: picture_on
-- check: m5_from is null or m5_from >= m2_from
-- kept: from one question to the next
with medians as (
    select
        picture_on,
        cast(median(frequency) as double) as orders
    from population
    group by picture_on
),

smallest as (
    select
        picture_on,
        min(monetary) filter (where made_before < m5_share * total) as m5_from,
        min(monetary) filter (where made_before < m4_share * total) as m4_from,
        min(monetary) filter (where made_before < m3_share * total) as m3_from,
        min(monetary) filter (where made_before < m2_share * total) as m2_from
    from book_pareto
    cross join book_marks
    group by picture_on
)

select
    book_intervals.picture_on,
    book_intervals.interval_days,
    coalesce(cast($book_orders as double), medians.orders) as orders,
    coalesce($book_m_cuts[4], smallest.m5_from) as m5_from,
    coalesce($book_m_cuts[3], smallest.m4_from) as m4_from,
    coalesce($book_m_cuts[2], smallest.m3_from) as m3_from,
    coalesce($book_m_cuts[1], smallest.m2_from) as m2_from
from book_intervals
left join medians on book_intervals.picture_on = medians.picture_on
left join smallest on book_intervals.picture_on = smallest.picture_on
