-- The id and the name that each account bears: the accounts list's, else as written last.
-- grain: account_key
-- check: account_key is not null
select
    account_units.unit_key as account_key,
    arg_max(
        written.account_id,
        (written.kind = 'accounts', coalesce(written.seen_on, date '0001-01-01'), written.account_id)
    ) as account_id,
    arg_max(
        written.account_name,
        (written.kind = 'accounts', coalesce(written.seen_on, date '0001-01-01'), written.account_name)
    ) as account_name
from account_names as written
inner join account_units
    on written.account_key = account_units.account_key and account_units.named_key = account_units.unit_key
where written.added_in <= $version and (written.removed_in is null or written.removed_in > $version)
group by account_units.unit_key
