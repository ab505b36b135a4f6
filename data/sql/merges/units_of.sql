-- Which account each of some accounts, told as text, counts as. From the table `units`.
-- grain: account

with told as (
    select
        account_key,
        case when by_name then 'n' else 'i' end || account_match as account
    from account_keys
)

select
    told.account,
    units.unit_key
from told
inner join units on told.account_key = units.account_key
where told.account in (select unnest(cast($accounts as varchar[])))
order by told.account
