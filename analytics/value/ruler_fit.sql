-- All that the ruler measures in the picture, to be confirmed and frozen: the own book's values, where
-- scores begin (R from 5 down to 2, F and M from 2 up to 5) and where high begins.
-- grain: one row
-- check: interval_days > 0
with scored as (
    select *
    from high_axes
    where picture_on = $as_of
),

begins as (
    select
        marks.score,
        max(scored.recency_days) filter (where scored.r_score >= marks.score) as r_to,
        min(scored.frequency) filter (where scored.f_score >= marks.score) as f_from,
        min(scored.monetary) filter (where scored.m_score >= marks.score) as m_from
    from scored
    cross join (select unnest([2, 3, 4, 5]) as score) as marks
    group by marks.score
),

listed as (
    select
        list(cast(r_to as varchar) order by score desc) as r_cuts,
        list(cast(f_from as varchar) order by score) as f_cuts,
        list(cast(m_from as varchar) order by score) as m_cuts
    from begins
)

select
    fits.interval_days,
    fits.orders,
    fits.m5_from,
    fits.m4_from,
    fits.m3_from,
    fits.m2_from,
    listed.r_cuts,
    listed.f_cuts,
    listed.m_cuts,
    cast(ceil(axes.r_sum / axes.accounts) as integer) as r_high,
    cast(ceil(axes.f_sum / axes.accounts) as integer) as f_high,
    cast(ceil(axes.m_sum / nullif(axes.accounts_with_money, 0)) as integer) as m_high,
    cast(bounds.recency_to as varchar) as recency_to,
    cast(bounds.frequency_from as varchar) as frequency_from,
    cast(bounds.monetary_from as varchar) as monetary_from
from book_fits as fits
cross join listed
left join axes on fits.picture_on = axes.picture_on
left join high_bounds as bounds on fits.picture_on = bounds.picture_on
where fits.picture_on = $as_of
