-- What each account adds to the difference between the two periods, cut by the lines' own values of one
-- $dimension: new, entered, returning, expansion, contraction, lost, credits; no kind where there is no base.
-- New ordered nowhere before, entered ordered before but not of this value.
-- grain: account_key, value
-- check: (change is null) = (kind is null)
-- kept: from one question to the next
with sums as (
    select
        account_key,
        value,
        coalesce(sum(net_sales) filter (where order_date between $base_from and $base_until), 0)
            as net_sales_before,
        coalesce(sum(net_sales) filter (where order_date between $period_from and $period_until), 0)
            as net_sales,
        min(order_date) filter (where net_sales >= 0) as first_order_on,
        max(order_date) filter (where net_sales >= 0) as last_order_on,
        count(*) filter (
            where order_date between $base_from and $base_until
            or order_date between $period_from and $period_until
        ) as orders
    from dimension_orders
    group by account_key, value
),

known as (
    select
        *,
        min(first_order_on) over (partition by account_key) as known_since_on
    from sums
)

select
    known.account_key,
    accounts.account_id,
    accounts.account_name,
    known.value,
    case
        when $base_from is null then null
        when known.account_key is null then 'unassigned'
        when known.net_sales_before > 0 and known.net_sales > known.net_sales_before then 'expansion'
        when known.net_sales_before > 0 and known.net_sales = known.net_sales_before then 'unchanged'
        when known.net_sales_before > 0 and known.net_sales > 0 then 'contraction'
        when known.net_sales_before > 0 then 'lost'
        when known.net_sales > 0 and known.known_since_on >= $period_from then 'new'
        when known.net_sales > 0 and known.first_order_on >= $period_from then 'entered'
        when known.net_sales > 0 then 'returning'
        else 'credits'
    end as kind,
    case
        when $base_from is not null then cast(known.net_sales_before as decimal(38, 4))
    end as net_sales_before,
    cast(known.net_sales as decimal(38, 4)) as net_sales,
    case
        when $base_from is not null then cast(known.net_sales - known.net_sales_before as decimal(38, 4))
    end as change,
    known.first_order_on,
    known.last_order_on,
    accounts.region,
    accounts.salesperson,
    accounts.owner,
    coalesce(accounts.is_key_account, false) as is_key_account
from known
left join scoped_accounts as accounts on known.account_key = accounts.account_key
where known.orders > 0
