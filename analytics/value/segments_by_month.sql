-- Accounts, net sales and margin of each segment and state at each of the last 24 month-ends and at the as-of
-- date.
-- grain: picture_on, segment
-- check: accounts > 0
-- pictures: month_ends 24
select
    states.picture_on,
    states.standing as segment,
    count(*) as accounts,
    cast(sum(states.net_sales) as decimal(38, 4)) as net_sales,
    cast(sum(states.margin) as decimal(38, 4)) as margin
from segment_states as states
inner join migration_states as places on states.standing = places.state
group by states.picture_on, states.standing, places.position
order by states.picture_on, places.position
