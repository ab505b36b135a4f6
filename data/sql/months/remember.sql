-- Says of a month-end that it is kept, and on what it rests.

insert into kept_months
values ($made_of, $month_end, $facts_version, $keys_to, $units, $kept_at)
