-- The close in force of a month: its version, and its net sales in each currency as they are said.
-- grain: version

select
    version,
    list(
        format('{:,.2f}', cast(net_sales as double)) || coalesce(' ' || currency, '')
        order by currency
    ) as figures
from closings
where month = $month and reopened_at is null
group by version
