-- The months that hold sales lines at the newest version, and whether each is closed.
-- grain: month

with closed as (
    select distinct month
    from closings
    where reopened_at is null
)

select
    sales.month,
    count(*) as lines,
    bool_or(closed.month is not null) as is_closed
from sales
left join closed on sales.month = closed.month
where sales.removed_in is null
group by sales.month
order by sales.month
