-- Invoices up to the as-of date in the scope's currency, and what of each was open on that day: the amounts
-- and the payments of its records added up. Paid_on is the day of the last payment.
-- grain: invoice_key
-- check: invoiced_on <= $as_of and days_overdue >= 0
with invoices as (
    select
        invoice_key,
        account_key,
        invoice_no,
        invoiced_on,
        falls_due_on,
        month,
        cast(sum(amount) as decimal(38, 4)) as amount,
        max(paid_on) as paid_on,
        cast(sum(settled) as decimal(38, 4)) as settled
    from book_payments
    group by invoice_key, account_key, invoice_no, invoiced_on, falls_due_on, month
)

select
    *,
    cast(amount - settled as decimal(38, 4)) as outstanding,
    case
        when amount <> settled and falls_due_on < $as_of then date_diff('day', falls_due_on, $as_of)
        else 0
    end as days_overdue
from invoices
