-- The merges in force, newest first. From the table `units`.
-- grain: account_key, into_key

with borne as (
    select
        u.named_key,
        arg_max(n.account_name, (n.kind = 'accounts', n.seen_on, n.account_name)) as account_name,
        arg_max(n.account_id, (n.kind = 'accounts', n.seen_on, n.account_id)) as account_id
    from account_names as n
    inner join units as u on n.account_key = u.account_key
    where n.removed_in is null
    group by u.named_key
)

select
    m.added_in as version,
    v.made_at,
    v.who,
    case when f.by_name then 'n' else 'i' end || f.account_match as account,
    coalesce(a.account_id, f.account_match) as account_id,
    coalesce(a.account_name, f.account_match) as account_name,
    coalesce(b.account_id, t.account_match) as into_id,
    coalesce(b.account_name, t.account_match) as into_name
from account_merges as m
inner join versions as v on m.added_in = v.version
inner join account_keys as f on m.account_key = f.account_key
inner join account_keys as t on m.into_key = t.account_key
inner join units as fu on m.account_key = fu.account_key
inner join units as tu on m.into_key = tu.account_key
left join borne as a on fu.named_key = a.named_key
left join borne as b on tu.named_key = b.named_key
where m.removed_in is null
order by m.added_in desc, account asc
