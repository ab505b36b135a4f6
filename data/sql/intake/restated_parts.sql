-- Things of several records (invoices) that arrive with other records than are loaded of them: their money
-- and what is paid of it, as it arrives and as it is loaded; lost: loaded payments that do not arrive.
-- grain: key

with arriving as (
    select
        kind_key as key,
        kind_amount as amount,
        paid_amount,
        is_changed,
        hash(kind_key, paid_on, paid_amount) as payment
    from weighed
),

present as (
    select
        kind_key as key,
        kind_amount as amount,
        paid_amount,
        (paid_on is not null or paid_amount is not null) as is_paid,
        hash(kind_key, paid_on, paid_amount) as payment
    from loaded
),

now_said as (
    select
        key,
        sum(amount) as amount,
        sum(paid_amount) as paid
    from arriving
    group by key
    having bool_or(is_changed)
),

loaded_so_far as (
    select
        key,
        sum(amount) as amount,
        sum(paid_amount) as paid,
        count(*) filter (
            where is_paid and payment not in (select a.payment from arriving as a)
        ) as lost
    from present
    group by key
)

select
    n.key,
    n.amount,
    n.paid,
    l.amount as loaded_amount,
    l.paid as loaded_paid,
    l.lost
from now_said as n
inner join loaded_so_far as l on n.key = l.key
order by n.key
