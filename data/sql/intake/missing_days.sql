-- Days that are loaded now and that no arriving file has, of months that files arrive for.
-- grain: month

select
    l.month,
    count(distinct l.kind_date) as days,
    count(distinct l.kind_date) filter (
        where l.kind_date not in (select s.kind_date from staged as s)
    ) as missing_days
from loaded as l
where l.month in (select s.month from staged as s)
group by l.month
having missing_days > 0
order by l.month
