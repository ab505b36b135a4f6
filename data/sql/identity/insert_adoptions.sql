-- Adoptions that hold from this version on.

insert into adoptions
select
    name_key,
    account_key,
    $version,
    null
from adopted
where (name_key, account_key) not in (
    select (name_key, account_key)
    from adoptions
    where removed_in is null
)
order by name_key
