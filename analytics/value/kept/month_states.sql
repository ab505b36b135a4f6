-- The state, the scores and the money of each account with any line up to a picture, as they are kept.
-- grain: picture_on, account_key
-- check: state is not null
select * exclude (made_of)
from segment_months
where made_of = $made_of and list_contains(cast($pictures as date[]), picture_on)
