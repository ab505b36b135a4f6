-- What was sold without an account in the window of the day compared with.
-- grain: picture_on
-- check: picture_on = $migrated_from
-- kept: for one question
select *
from unassigned_sums
where picture_on = $migrated_from
