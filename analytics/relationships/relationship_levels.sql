-- How many accounts stand on each of the four levels at the as-of date, and what they buy in the window; the
-- last row, without a level, holds the accounts that nobody assessed.
-- grain: level
-- check: accounts >= 0
with levels as (
    select
        level,
        level as position
    from level_corners
    union all
    select
        null as level,
        0 as position
)

select
    levels.level,
    count(account_levels.account_key) as accounts,
    coalesce(sum(account_levels.net_sales), 0) as net_sales
from levels
left join account_levels on levels.position = coalesce(account_levels.level, 0)
group by levels.level
order by levels.level nulls last
