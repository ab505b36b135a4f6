-- What each account owes and how long it takes to pay: the days from invoice to payment, weighted by amount,
-- over what was paid in the window; and what the money outstanding cost in the window, day by day.
-- grain: account_key
-- check: invoices > 0 and (collection_days is null or collection_days >= 0)
-- kept: from one question to the next
with spans as (
    select
        scoped_invoices.*,
        greatest(invoiced_on, $window_from) as counts_from,
        coalesce(paid_on, $as_of) as counts_to
    from scoped_invoices
)

select
    spans.account_key,
    count(*) as invoices,
    cast(sum(spans.outstanding) as decimal(38, 4)) as outstanding,
    cast(sum(spans.outstanding) filter (where spans.days_overdue > 0) as decimal(38, 4)) as overdue,
    max(spans.days_overdue) as longest_overdue_days,
    cast(
        sum(spans.settled * date_diff('day', spans.invoiced_on, spans.paid_on)) filter (
            where spans.paid_on >= $window_from and spans.amount > 0
        ) as double
    )
    / nullif(
        cast(
            sum(spans.settled) filter (where spans.paid_on >= $window_from and spans.amount > 0) as double
        ),
        0
    ) as collection_days,
    cast(
        (
            sum(spans.outstanding * greatest(date_diff('day', spans.counts_from, $as_of), 0))
            + coalesce(
                sum(
                    spans.settled * greatest(date_diff('day', spans.counts_from, spans.counts_to), 0)
                ) filter (
                    where spans.paid_on is not null
                ),
                0
            )
        )
        * max(marks.cost_of_money_rate)
        / 365 as decimal(18, 4)
    ) as cost_of_money
from spans
cross join abc_marks as marks
group by spans.account_key
