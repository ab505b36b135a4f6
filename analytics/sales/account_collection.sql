-- How long each account takes to pay: days from invoice to payment over the invoices paid in the period,
-- weighted by what was paid.
-- grain: account_key
-- check: paid_amount > 0
select
    account_units.unit_key as account_key,
    sum(cast(receivables.paid_amount as double)) as paid_amount,
    sum(
        cast(receivables.paid_amount as double)
        * datediff('day', receivables.invoiced_on, receivables.paid_on)
    ) as paid_amount_days
from receivables
inner join account_units on receivables.account_key = account_units.account_key
where
    receivables.added_in <= $version
    and (receivables.removed_in is null or receivables.removed_in > $version)
    and coalesce(receivables.currency, $book_currency, '') = coalesce($currency, $book_currency, '')
    and receivables.paid_on between $period_from and $period_until
    and receivables.invoiced_on <= receivables.paid_on
    and receivables.paid_amount > 0
group by account_units.unit_key
