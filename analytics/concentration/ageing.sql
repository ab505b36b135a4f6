-- What is open on the as-of date by how long it has been due.
-- grain: ageing_bucket
-- check: invoices >= 0
with buckets as (
    select
        unnest(['not_due', 'to_30', 'to_60', 'to_90', 'over_90']) as ageing_bucket,
        unnest([0, 1, 2, 3, 4]) as place
),

placed as (
    select
        outstanding,
        case
            when days_overdue = 0 then 'not_due'
            when days_overdue <= 30 then 'to_30'
            when days_overdue <= 60 then 'to_60'
            when days_overdue <= 90 then 'to_90'
            else 'over_90'
        end as ageing_bucket
    from scoped_invoices
    where outstanding <> 0
)

select
    buckets.ageing_bucket,
    count(placed.outstanding) as invoices,
    cast(coalesce(sum(placed.outstanding), 0) as decimal(38, 4)) as outstanding
from buckets
left join placed on buckets.ageing_bucket = placed.ageing_bucket
group by buckets.ageing_bucket, buckets.place
order by buckets.place
