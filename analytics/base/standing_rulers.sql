-- The saved rulers that nobody has taken back.
-- grain: saved_at
-- check: name is not null
select rulers.*
from rulers
left join rulers_taken_back on rulers.saved_at = rulers_taken_back.saved_at
where rulers_taken_back.saved_at is null
