-- Accounts that arrive for the first time get a key.

insert into account_keys
with arriving as (
    select account
    from named
    where account is not null
    union
    select 'n' || parent_match
    from named
    where parent_match is not null
)

select
    coalesce((select max(account_key) from account_keys), 0) + row_number() over (order by account),
    account[2:],
    account[1] = 'n'
from arriving
where account not in (
    select case when by_name then 'n' else 'i' end || account_match
    from account_keys
)
