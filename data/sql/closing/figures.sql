-- What a month holds at a data version, by currency; lines without one are in the book's. Accounts that
-- are one by name or by a merge of that version count once.
-- grain: currency

with recursive seen as (
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

named as (
    select
        keys.account_key,
        coalesce(adoptions.account_key, same_id.account_key, keys.account_key) as named_key
    from account_keys as keys
    left join adoptions
        on
            keys.account_key = adoptions.name_key
            and adoptions.added_in <= $version
            and (adoptions.removed_in is null or adoptions.removed_in > $version)
    left join account_keys as same_id
        on keys.by_name and not same_id.by_name and keys.account_match = same_id.account_match
),

pairs as (
    select
        child.named_key as one_key,
        head.named_key as other_key
    from account_merges as said
    inner join named as child on said.account_key = child.account_key
    inner join named as head on said.into_key = head.account_key
    where said.added_in <= $version and (said.removed_in is null or said.removed_in > $version)
),

links as (
    select
        one_key,
        other_key
    from pairs
    union
    select
        other_key as one_key,
        one_key as other_key
    from pairs
),

reached as (
    select
        one_key as named_key,
        one_key as member_key
    from links
    union
    select
        reached.named_key,
        links.other_key as member_key
    from reached
    inner join links on reached.member_key = links.one_key
),

merged as (
    select
        named_key,
        min(member_key) as unit_key
    from reached
    group by named_key
)

select
    coalesce(seen.currency, book.currency) as currency,
    sum(seen.amount) as net_sales,
    count(*) as lines,
    count(distinct coalesce(merged.unit_key, named.named_key)) as accounts
from seen
cross join book
left join named on seen.account_key = named.account_key
left join merged on named.named_key = merged.named_key
where seen.month = $month
group by coalesce(seen.currency, book.currency)
order by coalesce(seen.currency, book.currency) nulls first
