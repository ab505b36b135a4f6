-- The rankings that were saved, the newest of each name; content has the weights.
-- grain: name
-- check: content is not null
select
    settings.name,
    arg_max(saved_at, saved_at) as saved_at,
    arg_max(who, saved_at) as who,
    count(*) as times_saved,
    cast(arg_max(content, saved_at) as varchar) as content
from settings
where what = 'ranking'
group by settings.name
order by settings.name
