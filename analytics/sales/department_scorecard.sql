-- The key-account department by who looks after the accounts ($dimension: owner, or salesperson, region …):
-- key accounts only where the accounts list names any, else all: sales, share, accounts kept, NRR, new ones,
-- collection period; the target of who it is, against all that his or her accounts buy (all_sales).
-- grain: value
-- check: grr is null or (grr <= nrr and grr <= 1)
-- check: coalesce(accounts_kept <= accounts_before, $base_from is null)
with named as (
    select coalesce(bool_or(is_key_account), false) as has_key_accounts
    from scoped_accounts
),

whole as (
    select cast(sum(net_sales) as double) as net_sales
    from account_changes
),

chosen as (
    select
        changes.*,
        paid.paid_amount,
        paid.paid_amount_days
    from account_changes as changes
    cross join named
    left join account_collection as paid on changes.account_key = paid.account_key
    where changes.account_key is not null and (changes.is_key_account or not named.has_key_accounts)
),

sums as (
    select
        value,
        count(*) filter (where net_sales > 0) as accounts,
        sum(net_sales) as net_sales,
        sum(net_sales_before) as net_sales_before,
        count(*) filter (where net_sales_before > 0) as accounts_before,
        count(*) filter (where net_sales_before > 0 and net_sales > 0) as accounts_kept,
        count(*) filter (where kind = 'new') as accounts_new,
        cast(coalesce(sum(net_sales) filter (where kind = 'new'), 0) as decimal(38, 4)) as new_sales,
        cast(sum(net_sales_before) filter (where net_sales_before > 0) as double) as base,
        cast(sum(greatest(net_sales, 0)) filter (where net_sales_before > 0) as double) as retained,
        cast(
            sum(least(greatest(net_sales, 0), net_sales_before)) filter (where net_sales_before > 0) as double
        ) as retained_at_most,
        sum(paid_amount_days) / nullif(sum(paid_amount), 0) as collection_days
    from chosen
    group by value
)

select
    sums.value,
    sums.accounts,
    cast(sums.net_sales as decimal(38, 4)) as net_sales,
    cast(sums.net_sales_before as decimal(38, 4)) as net_sales_before,
    case when whole.net_sales > 0 then cast(sums.net_sales as double) / whole.net_sales end as sales_share,
    targets.net_sales as all_sales,
    targets.target,
    targets.attainment_share,
    case when $base_from is not null then sums.accounts_before end as accounts_before,
    case when $base_from is not null then sums.accounts_kept end as accounts_kept,
    cast(sums.base as decimal(38, 4)) as base_sales,
    sums.retained / sums.base as nrr,
    sums.retained_at_most / sums.base as grr,
    case when $base_from is not null then sums.accounts_new end as accounts_new,
    case when $base_from is not null then sums.new_sales end as new_sales,
    sums.collection_days,
    named.has_key_accounts
from sums
cross join whole
cross join named
left join sales_targets as targets on sums.value is not distinct from targets.value
order by sums.net_sales desc, sums.value asc nulls last
