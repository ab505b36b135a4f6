-- What invoices up to the as-of date say, record by record, in the scope's currency, and what of each record
-- was paid by that day: an invoice has a record for each payment or instalment.
-- Paid later is open now; paid without an amount is paid in full; without a day due it is due by the terms of
-- the account, else on its own day. Records of one account, number, day and day due are one invoice.
-- grain: file_id, row
-- check: invoiced_on <= $as_of and invoice_key is not null
with known as (
    select
        account_units.unit_key,
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
),

numbered as (
    select
        *,
        case
            when invoice_no is null then concat_ws(chr(31), file_id, row)
            else concat_ws(chr(31), source, account_key, invoice_no, invoiced_on, falls_due_on)
        end as invoice_key
    from known
)

select
    file_id,
    row,
    invoice_key,
    unit_key as account_key,
    invoice_no,
    invoiced_on,
    falls_due_on,
    month,
    amount,
    sum(amount) over (partition by invoice_key) > 0 as is_claim,
    case when paid_on <= $as_of then paid_on end as paid_on,
    settled
from numbered
