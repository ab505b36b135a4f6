-- Which account each key counts as: the one that adopted its name, then the one that it is merged into,
-- then, by group, its topmost parent.
-- grain: account_key
-- check: unit_key is not null
-- kept: from one question to the next
with recursive named as (
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

merged_pairs as (
    select distinct
        this.named_key as from_key,
        other.named_key as to_key
    from account_merges
    inner join named as this on account_merges.account_key = this.account_key
    inner join named as other on account_merges.into_key = other.account_key
    where
        this.named_key <> other.named_key
        and account_merges.added_in <= $version
        and (account_merges.removed_in is null or account_merges.removed_in > $version)
),

links as (
    select
        from_key as one_key,
        to_key as other_key
    from merged_pairs
    union
    select
        to_key as one_key,
        from_key as other_key
    from merged_pairs
),

reached as (
    select
        one_key as account_key,
        one_key as member_key
    from links
    union
    select
        reached.account_key,
        links.other_key as member_key
    from reached
    inner join links on reached.member_key = links.one_key
),

merged as (
    select
        account_key,
        coalesce(
            min(member_key) filter (where member_key not in (select merged_pairs.from_key from merged_pairs)),
            min(member_key)
        ) as merged_key
    from reached
    group by account_key
),

adopted as (
    select
        named.account_key,
        named.named_key,
        coalesce(merged.merged_key, named.named_key) as adopted_key
    from named
    left join merged on named.named_key = merged.account_key
),

parents as (
    select
        child.adopted_key as account_key,
        arg_max(parent.adopted_key, (listed.source, listed.row)) as parent_key
    from accounts as listed
    inner join adopted as child on listed.account_key = child.account_key
    inner join adopted as parent on listed.parent_key = parent.account_key
    where
        $level = 'group'
        and child.adopted_key <> parent.adopted_key
        and listed.added_in <= $version
        and (listed.removed_in is null or listed.removed_in > $version)
    group by child.adopted_key
),

climbs as (
    select
        account_key,
        parent_key as ancestor_key
    from parents
    union
    select
        climbs.account_key,
        parents.parent_key as ancestor_key
    from climbs
    inner join parents on climbs.ancestor_key = parents.account_key
),

tops as (
    select
        climbs.account_key,
        coalesce(
            min(climbs.ancestor_key) filter (where parents.account_key is null),
            min(climbs.ancestor_key)
        ) as top_key
    from climbs
    left join parents on climbs.ancestor_key = parents.account_key
    group by climbs.account_key
)

select
    adopted.account_key,
    adopted.named_key,
    adopted.adopted_key as own_key,
    coalesce(tops.top_key, adopted.adopted_key) as unit_key
from adopted
left join tops on adopted.adopted_key = tops.account_key
