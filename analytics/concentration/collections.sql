-- What each account owes and how long it takes to pay: the days from invoice to payment, weighted by amount,
-- over what was paid in the window (a prepayment counts below zero); and what the money outstanding cost in
-- the window, day by day.
-- grain: account_key
-- check: invoices > 0
-- kept: from one question to the next
with owed as (
    select
        account_key,
        count(*) as invoices,
        sum(outstanding) as outstanding,
        sum(outstanding) filter (where days_overdue > 0) as overdue,
        max(days_overdue) as longest_overdue_days,
        sum(outstanding * greatest(date_diff('day', greatest(invoiced_on, $window_from), $as_of), 0))
            as amount_days
    from scoped_invoices
    group by account_key
),

paid as (
    select
        account_key,
        cast(
            sum(settled * date_diff('day', invoiced_on, paid_on)) filter (
                where paid_on >= $window_from and is_claim
            ) as double
        )
        / nullif(cast(sum(settled) filter (where paid_on >= $window_from and is_claim) as double), 0)
            as collection_days,
        sum(settled * greatest(date_diff('day', greatest(invoiced_on, $window_from), paid_on), 0)) filter (
            where paid_on is not null
        ) as amount_days
    from book_payments
    group by account_key
)

select
    owed.account_key,
    owed.invoices,
    cast(owed.outstanding as decimal(38, 4)) as outstanding,
    cast(owed.overdue as decimal(38, 4)) as overdue,
    owed.longest_overdue_days,
    paid.collection_days,
    cast(
        (owed.amount_days + coalesce(paid.amount_days, 0)) * marks.cost_of_money_rate / 365 as decimal(38, 4)
    ) as cost_of_money
from owed
inner join paid on owed.account_key = paid.account_key
cross join abc_marks as marks
