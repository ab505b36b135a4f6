-- The cut-offs of the own-book method on one row: multiples for R and F, shares of net sales for M.
-- grain: one row
-- check: r5_to < r2_to
select
    max(r_intervals_to) filter (where score = 5) as r5_to,
    max(r_intervals_to) filter (where score = 4) as r4_to,
    max(r_intervals_to) filter (where score = 3) as r3_to,
    max(r_intervals_to) filter (where score = 2) as r2_to,
    max(f_medians_from) filter (where score = 5) as f5_from,
    max(f_medians_from) filter (where score = 4) as f4_from,
    max(f_medians_from) filter (where score = 3) as f3_from,
    max(f_medians_from) filter (where score = 2) as f2_from,
    max(f_orders_from) filter (where score = 4) as f4_orders_from,
    max(m_share_to) filter (where score = 5) as m5_share,
    max(m_share_to) filter (where score = 4) as m4_share,
    max(m_share_to) filter (where score = 3) as m3_share,
    max(m_share_to) filter (where score = 2) as m2_share
from book_cutoffs
