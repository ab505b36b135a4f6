-- The groups that the makers of r_rfm name, by intervals of scores, the first that fits.
-- grain: position
-- check: r_from <= r_to and f_from <= f_to and m_from <= m_to
select *
from r_rfm_segments
