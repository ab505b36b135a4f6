-- Keeps the days up to a month-end, as the cursor's own table fresh_days has them, under a name. By day, so
-- that a window reads no more than its own.

insert into kept_days by name
select
    $made_of as made_of,
    *
from fresh_days
where order_date <= $until
order by order_date
