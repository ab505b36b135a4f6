-- Which account each key counts as at a version: the one that adopted its name, then the one that it is
-- merged into.
-- grain: account_key

create or replace temporary table units as
with recursive named as (
    select
        k.account_key,
        coalesce(a.account_key, i.account_key, k.account_key) as named_key
    from account_keys as k
    left join adoptions as a
        on
            k.account_key = a.name_key
            and a.added_in <= $version
            and (a.removed_in is null or a.removed_in > $version)
    left join account_keys as i on k.by_name and not i.by_name and k.account_match = i.account_match
),

pairs as (
    select distinct
        f.named_key as from_key,
        t.named_key as to_key
    from account_merges as m
    inner join named as f on m.account_key = f.account_key
    inner join named as t on m.into_key = t.account_key
    where
        f.named_key <> t.named_key
        and m.added_in <= $version
        and (m.removed_in is null or m.removed_in > $version)
),

links as (
    select
        from_key as one_key,
        to_key as other_key
    from pairs
    union
    select
        to_key,
        from_key
    from pairs
),

reached as (
    select
        one_key as account_key,
        one_key as member_key
    from links
    union
    select
        reached.account_key,
        links.other_key
    from reached
    inner join links on reached.member_key = links.one_key
),

merged as (
    select
        account_key,
        coalesce(
            min(member_key) filter (where member_key not in (select from_key from pairs)),
            min(member_key)
        ) as unit_key
    from reached
    group by account_key
)

select
    named.account_key,
    named.named_key,
    coalesce(merged.unit_key, named.named_key) as unit_key
from named
left join merged on named.named_key = merged.account_key
