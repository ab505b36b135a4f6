-- How long each account takes to pay: days from invoice to payment over what was paid in the period,
-- weighted by amount; an invoice paid without an amount is paid in full, one paid before its day counts
-- below zero.
-- grain: account_key
-- check: paid_amount > 0
select
    account_key,
    sum(cast(settled as double)) as paid_amount,
    sum(cast(settled as double) * datediff('day', invoiced_on, paid_on)) as paid_amount_days
from book_payments
where
    account_key is not null
    and paid_on between $period_from and $period_until
    and is_claim
group by account_key
having sum(settled) > 0
