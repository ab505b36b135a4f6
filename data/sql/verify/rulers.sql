-- Every ruler in the order in which they were saved, and whether it was taken back.
-- grain: saved_at

select
    rulers.name,
    rulers.content,
    rulers_taken_back.saved_at is not null as is_taken_back
from rulers
left join rulers_taken_back on rulers.saved_at = rulers_taken_back.saved_at
order by rulers.saved_at
