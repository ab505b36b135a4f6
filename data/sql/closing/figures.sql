-- What a month holds at a data version, by currency; lines without one are in the book's.
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
),

lines as (
    select
        coalesce(seen.currency, book.currency) as currency,
        seen.amount,
        coalesce(adoptions.account_key, same_id.account_key, seen.account_key) as account_key
    from seen
    cross join book
    left join account_keys as keys on seen.account_key = keys.account_key
    left join adoptions
        on
            seen.account_key = adoptions.name_key
            and adoptions.added_in <= $version
            and (adoptions.removed_in is null or adoptions.removed_in > $version)
    left join account_keys as same_id
        on keys.by_name and not same_id.by_name and keys.account_match = same_id.account_match
    where seen.month = $month
)

select
    currency,
    sum(amount) as net_sales,
    count(*) as lines,
    count(distinct account_key) as accounts
from lines
group by currency
order by currency nulls first
