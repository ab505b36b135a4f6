-- Of each account that changed its segment, the month-end at which R, F and M first stood on the other side,
-- where they ended there.
-- grain: account_key
-- check: r_moved_on is null or r_moved_on <= $as_of
with sides as (
    select
        states.picture_on,
        states.account_key,
        segments.is_r_high,
        segments.is_f_high,
        segments.is_m_high
    from segment_states as states
    inner join eight_segments as segments on states.standing = segments.segment
),

ends as (
    select
        standings.account_key,
        before.is_r_high as was_r_high,
        before.is_f_high as was_f_high,
        before.is_m_high as was_m_high,
        before.is_r_high <> after.is_r_high as has_r_moved,
        before.is_f_high <> after.is_f_high as has_f_moved,
        before.is_m_high <> after.is_m_high as has_m_moved
    from standings
    inner join eight_segments as before on standings.from_state = before.segment
    inner join eight_segments as after on standings.to_state = after.segment
    where standings.from_state <> standings.to_state
)

select
    ends.account_key,
    min(sides.picture_on) filter (where ends.has_r_moved and sides.is_r_high <> ends.was_r_high)
        as r_moved_on,
    min(sides.picture_on) filter (where ends.has_f_moved and sides.is_f_high <> ends.was_f_high)
        as f_moved_on,
    min(sides.picture_on) filter (where ends.has_m_moved and sides.is_m_high <> ends.was_m_high) as m_moved_on
from ends
inner join sides on ends.account_key = sides.account_key
group by ends.account_key
