-- What a month holds at a data version, by currency; lines without one are in the book's. Accounts that
-- are one by name or by a merge of that version count once: from the table `units`.
-- grain: currency

with seen as (
    select
        file_id,
        row,
        month,
        account_key,
        amount,
        currency,
        added_in
    from sales
    where added_in <= $version and (removed_in is null or removed_in > $version)
),

book as (
    select coalesce($book_currency, arg_min(currency, (added_in, file_id, row))) as currency
    from seen
    where currency is not null
)

select
    coalesce(seen.currency, book.currency) as currency,
    sum(seen.amount) as net_sales,
    count(*) as lines,
    count(distinct units.unit_key) as accounts
from seen
cross join book
left join units on seen.account_key = units.account_key
where seen.month = $month
group by coalesce(seen.currency, book.currency)
order by coalesce(seen.currency, book.currency) nulls first
