-- Days of sales outstanding by count-back: what is open is matched with what was invoiced this month, then
-- the month before, and so on; a month used up counts all its days, the last one in part. Where no invoice
-- that is paid is loaded, months are those of net sales: the open ones alone would make it much too long.
-- grain: one row
-- check: outstanding is null or dso_days is null or dso_days >= 0
with owed as (
    select
        count(*) as invoices,
        cast(sum(outstanding) as decimal(38, 4)) as outstanding,
        cast(sum(outstanding) filter (where days_overdue > 0) as decimal(38, 4)) as overdue,
        coalesce(count(*) filter (where outstanding = 0 and amount > 0) > 0, false) as has_paid
    from scoped_invoices
),

sold as (
    select
        invoices.month,
        invoices.amount
    from scoped_invoices as invoices
    cross join owed
    where owed.has_paid
    union all
    select
        orders.month,
        orders.amount
    from scoped_orders as orders
    cross join owed
    where not owed.has_paid and owed.invoices > 0
),

billed as (
    select
        month,
        greatest(sum(amount), 0) as billed,
        date_diff('day', month, least(last_day(month), cast($as_of as date)) + 1) as days
    from sold
    group by month
),

span as (
    select min(month) as first_month
    from sold
),

calendar as (
    select cast(unnest(generate_series(first_month, cast($as_of as date), interval 1 month)) as date) as month
    from span
    where first_month is not null
),

counted as (
    select
        calendar.month,
        coalesce(billed.billed, 0) as billed,
        coalesce(
            billed.days,
            date_diff('day', calendar.month, least(last_day(calendar.month), cast($as_of as date)) + 1)
        ) as days,
        coalesce(
            sum(billed.billed) over (
                order by calendar.month desc rows between unbounded preceding and 1 preceding
            ),
            0
        ) as billed_after
    from calendar
    left join billed on calendar.month = billed.month
),

back as (
    select
        sum(
            case
                when owed.outstanding <= counted.billed_after then 0
                when owed.outstanding >= counted.billed_after + counted.billed then counted.days
                else
                    counted.days
                    * cast(owed.outstanding - counted.billed_after as double)
                    / cast(counted.billed as double)
            end
        ) as dso_days,
        max(counted.billed_after + counted.billed) as billed_in_all
    from counted
    cross join owed
)

select
    owed.invoices,
    owed.outstanding,
    owed.overdue,
    case when owed.has_paid then 'invoices' else 'sales' end as counted_against,
    case when owed.outstanding > 0 then back.dso_days else 0 end as dso_days,
    coalesce(owed.outstanding > back.billed_in_all, false) as is_beyond_history
from owed
cross join back
order by owed.invoices
