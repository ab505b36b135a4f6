-- The ruler of an instant if it was taken back.
-- grain: saved_at

select saved_at
from rulers_taken_back
where saved_at = cast($saved_at as timestamp)
