-- Names that stand for several accounts with an id once the call is loaded, where a record has
-- nothing but the name: each account that it could be. is_said: somebody said it is this one.
-- grain: name_match, id_match

with alone as (
    select name_match
    from named
    where account[1] = 'n'
    union
    select k.account_match
    from account_names as n
    inner join account_keys as k on n.account_key = k.account_key
    where
        n.removed_in is null
        and k.by_name
        and k.account_match in (select s.name_match from named as s)
),

loaded_names as (
    select
        n.name_match,
        k.account_match as id_match,
        n.account_id,
        n.account_id is null as is_said
    from account_names as n
    inner join account_keys as k on n.account_key = k.account_key
    where
        n.removed_in is null
        and not k.by_name
        and n.name_match in (select a.name_match from alone as a)
        and not (
            $mode = 'replace'
            and n.kind = $kind
            and n.source = $source
            and (n.month is null or list_contains($months, n.month))
        )
),

every_name as (
    select * from loaded_names
    union all
    select
        name_match,
        account[2:],
        account_id,
        account_id is null
    from arriving
    where account[1] = 'i' and name_match in (select a.name_match from alone as a)
),

several as (
    select name_match
    from every_name
    group by name_match
    having
        count(distinct id_match) > 1
        and count(distinct id_match) filter (where is_said) <> 1
)

select
    c.name_match,
    c.id_match,
    max(c.account_id) as account_id
from every_name as c
where c.name_match in (select s.name_match from several as s)
group by c.name_match, c.id_match
order by c.name_match, c.id_match
