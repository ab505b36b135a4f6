-- Which account with an id each name alone belongs to: the one account of that name; of several
-- the one that somebody said; of none the one with that id.
-- grain: name_key

create or replace temporary table adopted as
with in_force as (
    select distinct
        k.account_key,
        k.account_match,
        n.name_match,
        n.account_id is null as is_said
    from account_names as n
    inner join account_keys as k on n.account_key = k.account_key
    where n.removed_in is null and not k.by_name
),

by_name as (
    select
        name_match,
        case
            when count(distinct account_key) = 1 then min(account_key)
            when count(distinct account_key) filter (where is_said) = 1
                then min(account_key) filter (where is_said)
        end as account_key
    from in_force
    where name_match is not null
    group by name_match
),

by_id as (
    select distinct
        account_match,
        account_key
    from in_force
)

select
    k.account_key as name_key,
    coalesce(n.account_key, i.account_key) as account_key
from account_keys as k
left join by_name as n on k.account_match = n.name_match
left join by_id as i on k.account_match = i.account_match
where k.by_name and coalesce(n.account_key, i.account_key) is not null
