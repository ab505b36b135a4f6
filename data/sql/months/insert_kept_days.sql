-- Keeps the days up to a month-end, as the cursor's own table fresh_days has them, under a name.

insert into kept_days by name
select
    $made_of as made_of,
    *
from fresh_days
where order_date <= $until
