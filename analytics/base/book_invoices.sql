-- Invoices up to the as-of date in the scope's currency, and what of each was open on that day.
-- Paid later is open now; paid without an amount is paid in full; without a day due it is due by the terms of
-- the account, else on its own day.
-- grain: file_id, row
-- check: invoiced_on <= $as_of and days_overdue >= 0
with known as (
    select
        account_units.unit_key as account_key,
        receivables.*,
        coalesce(
            receivables.due_on,
            receivables.invoiced_on + cast(coalesce(listed.payment_days, 0) as integer)
        ) as falls_due_on,
        cast(
            case
                when receivables.paid_on > $as_of then 0
                when receivables.paid_amount is not null then receivables.paid_amount
                when receivables.paid_on is not null then receivables.amount
                else 0
            end as decimal(18, 4)
        ) as settled
    from receivables
    inner join account_units on receivables.account_key = account_units.account_key
    left join listed_accounts as listed on account_units.unit_key = listed.account_key
    where
        receivables.added_in <= $version
        and (receivables.removed_in is null or receivables.removed_in > $version)
        and receivables.invoiced_on <= $as_of
        and coalesce(receivables.currency, $book_currency, '') = coalesce($currency, $book_currency, '')
)

select
    file_id,
    row,
    account_key,
    invoice_no,
    invoiced_on,
    falls_due_on,
    month,
    amount,
    case when paid_on <= $as_of then paid_on end as paid_on,
    settled,
    cast(amount - settled as decimal(18, 4)) as outstanding,
    case
        when amount <> settled and falls_due_on < $as_of then date_diff('day', falls_due_on, $as_of)
        else 0
    end as days_overdue
from known
