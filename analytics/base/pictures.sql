-- The days on which a picture is taken, each with the first day of its window.
-- grain: picture_on
-- check: window_from <= picture_on + interval 1 day
select
    picture_on,
    case
        when $window_months is null then date '0001-01-01'
        else cast(picture_on + interval 1 day - to_months(cast($window_months as integer)) as date)
    end as window_from
from (select distinct unnest(cast($pictures as date[])) as picture_on) as days
