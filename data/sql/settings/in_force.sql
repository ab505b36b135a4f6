-- The settings of one kind as they stand, those saved last first.
-- grain: name

select
    name,
    max(saved_at) as saved_at,
    arg_max(who, saved_at) as who,
    arg_max(content, saved_at) as content
from settings
where what = $what
group by name
order by saved_at desc, name asc
