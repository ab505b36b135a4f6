-- Scores by the own book: R by the account's rhythm, F by the book's median, M by the book's Pareto.
-- grain: picture_on, account_key
-- check: r_score between 1 and 5 and f_score between 1 and 5
select
    population.*,
    case
        when population.recency_days <= marks.r5_to * population.usual_interval_days then 5
        when population.recency_days <= marks.r4_to * population.usual_interval_days then 4
        when population.recency_days <= marks.r3_to * population.usual_interval_days then 3
        when population.recency_days <= marks.r2_to * population.usual_interval_days then 2
        else 1
    end as r_score,
    case
        when population.frequency >= marks.f5_from * fits.orders then 5
        when
            population.frequency >= marks.f4_from * fits.orders
            and population.frequency >= marks.f4_orders_from
            then 4
        when population.frequency >= marks.f3_from * fits.orders then 3
        when population.frequency >= marks.f2_from * fits.orders then 2
        else 1
    end as f_score,
    case
        when population.monetary is null then null
        when population.monetary >= fits.m5_from then 5
        when population.monetary >= fits.m4_from then 4
        when population.monetary >= fits.m3_from then 3
        when population.monetary >= fits.m2_from then 2
        else 1
    end as m_score
from population
inner join book_fits as fits on population.picture_on = fits.picture_on
cross join book_marks as marks
