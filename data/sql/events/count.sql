-- How many changes the book knows of.
-- grain: events

select count(*) as events
from events
