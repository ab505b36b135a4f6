-- Money of each account now and after loading, in the months that a call touches: those that change
-- most first. A name alone counts for the account that adopted it.
-- grain: account

with adopted as (
    select
        'n' || n.account_match as written,
        'i' || i.account_match as account
    from adoptions as a
    inner join account_keys as n on a.name_key = n.account_key
    inner join account_keys as i on a.account_key = i.account_key
    where a.removed_in is null
),

moved as (
    select
        account,
        kind_amount as before,
        case when $mode = 'add' then kind_amount else 0 end as after
    from loaded
    where list_contains($months, kind_month)
    union all
    select
        account,
        0,
        kind_amount
    from staged
    where $mode <> 'add' and list_contains($months, month)
    union all
    select
        account,
        0,
        kind_amount
    from weighed
    where $mode = 'add' and list_contains($months, month) and not is_known
    union all
    select
        account,
        0,
        -kind_amount
    from ending
    where list_contains($months, kind_month)
),

summed as (
    select
        coalesce(a.account, m.account) as account,
        coalesce(sum(m.before), 0) as before,
        coalesce(sum(m.after), 0) as after
    from moved as m
    left join adopted as a on m.account = a.written
    group by all
),

arriving_names as (
    select
        account,
        min(coalesce(account_name, account_id)) as shown
    from named
    where account is not null
    group by account
),

loaded_names as (
    select
        case when k.by_name then 'n' else 'i' end || k.account_match as account,
        min(coalesce(n.account_name, n.account_id)) as shown
    from account_names as n
    inner join account_keys as k on n.account_key = k.account_key
    where n.removed_in is null
    group by all
)

select
    coalesce(a.shown, l.shown, s.account[2:]) as account,
    s.before,
    s.after
from summed as s
left join arriving_names as a on s.account = a.account
left join loaded_names as l on s.account = l.account
where s.before <> s.after
order by abs(s.after - s.before) desc, account
limit $most
