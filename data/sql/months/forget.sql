-- Takes back what was said of these month-ends under a name.

delete from kept_months
where made_of = $made_of and list_contains($ends, month_end)
returning month_end
