-- What earlier loads of a source settled.
-- grain: kind

select
    kind,
    content
from mappings
where source = $source
order by kind
