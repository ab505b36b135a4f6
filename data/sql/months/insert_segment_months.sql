-- Keeps the states of these month-ends, as the cursor's own table month_states has them, under a name.

insert into segment_months by name
select
    $made_of as made_of,
    *
from month_states
where list_contains($ends, picture_on)
