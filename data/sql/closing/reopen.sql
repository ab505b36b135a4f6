-- The close in force of a month ends.

update closings
set reopened_at = $reopened_at, reopened_by = $reopened_by
where month = $month and reopened_at is null
