-- Which account somebody said a name alone means: a name of that account, written without an id.

insert into account_names
select
    $kind,
    $source,
    cast($month as date),
    k.account_key,
    null,
    t.account_name,
    t.account_name as name_match,
    null,
    $version,
    null
from (
    select
        unnest($names) as account_name,
        unnest($ids) as id_match
) as t
inner join account_keys as k on t.id_match = k.account_match and not k.by_name
