-- Every account in force by itself, before merges, with its money; the accounts list's name first.
-- From the table `units`.
-- grain: account_key

with written as (
    select
        u.named_key,
        n.account_id,
        n.account_name,
        (n.kind = 'accounts', coalesce(n.seen_on, date '0001-01-01')) as precedence
    from account_names as n
    inner join units as u on n.account_key = u.account_key
    where n.removed_in is null
),

borne as (
    select
        named_key,
        arg_max(account_id, (precedence, account_id)) as account_id,
        arg_max(account_name, (precedence, account_name)) as account_name
    from written
    group by named_key
),

sold as (
    select
        u.named_key,
        sum(o.amount) as net_sales,
        max(o.order_date) as last_order_on
    from orders as o
    inner join units as u on o.account_key = u.account_key
    group by u.named_key
)

select
    k.account_key,
    u.unit_key,
    case when k.by_name then 'n' else 'i' end || k.account_match as account,
    coalesce(b.account_id, k.account_match) as account_id,
    coalesce(b.account_name, b.account_id, k.account_match) as account_name,
    coalesce(s.net_sales, 0) as net_sales,
    s.last_order_on
from borne as b
inner join account_keys as k on b.named_key = k.account_key
inner join units as u on k.account_key = u.account_key
left join sold as s on b.named_key = s.named_key
order by k.account_key
