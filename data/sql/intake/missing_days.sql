-- Days that are loaded now and that no arriving file has, of months that files arrive for.
-- grain: month

with arriving as (
    select distinct
        month,
        kind_date as day
    from staged
)

select
    l.month,
    count(distinct l.kind_date) as days,
    count(distinct l.kind_date) filter (
        where l.kind_date not in (select a.day from arriving as a)
    ) as missing_days
from loaded as l
where l.month in (select a.month from arriving as a)
group by l.month
having missing_days > 0
order by l.month
