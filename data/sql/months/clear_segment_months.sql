-- Drops the states of these month-ends that are kept under a name.

delete from segment_months
where made_of = $made_of and list_contains($ends, picture_on)
