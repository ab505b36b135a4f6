-- How each of the scope's accounts stood at the day compared with.
-- grain: account_key
-- check: standing is not null and picture_on = $migrated_from
-- kept: for one question
select *
from segment_states
where picture_on = $migrated_from
