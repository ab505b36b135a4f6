-- One more change.

insert into events
select
    coalesce(max(number), 0) + 1,
    $content
from events
