-- Account x category: bought in the window, stopped (bought before, not in it), a gap (never bought, though
-- at least half of the accounts alike do: its industry, else its kind, at least 5 of the whole book; nobody
-- is alike where neither is known), else not bought. What a gap is worth: the median share that the category
-- has with those alike, of all the account buys.
-- grain: account_id, category
-- check: standing in ('bought', 'stopped', 'gap', 'not_bought')
-- check: (standing in ('stopped', 'gap')) = (worth is not null)
with bought as (
    select
        account_key,
        category,
        coalesce(sum(amount) filter (where order_date >= $window_from), 0) as net_sales,
        coalesce(sum(amount) filter (where order_date between $compare_from and $compare_as_of), 0)
            as net_sales_before,
        max(order_date) filter (where amount > 0) as last_bought_on
    from book_sales
    where account_key is not null and category is not null
    group by account_key, category
),

buyers as (
    select
        bought.account_key,
        coalesce(accounts.industry, accounts.account_kind) as alike,
        sum(bought.net_sales) as account_sales
    from bought
    inner join book_accounts as accounts on bought.account_key = accounts.account_key
    group by bought.account_key, accounts.industry, accounts.account_kind
    having sum(bought.net_sales) > 0
),

crossed as (
    select
        buyers.account_key,
        buyers.alike,
        buyers.account_sales,
        categories.category,
        coalesce(own.net_sales, 0) as net_sales,
        coalesce(own.net_sales_before, 0) as net_sales_before,
        own.last_bought_on,
        case
            when own.net_sales > 0 then cast(own.net_sales as double) / cast(buyers.account_sales as double)
        end as category_share
    from buyers
    cross join (select distinct category from bought) as categories
    left join bought as own
        on buyers.account_key = own.account_key and categories.category = own.category
),

peers as (
    select
        alike,
        category,
        count(*) as accounts_alike,
        count(category_share) as buyers_alike,
        cast(count(category_share) as double) / count(*) as buyers_share,
        median(category_share) as usual_share
    from crossed
    group by alike, category
),

stood as (
    select
        crossed.*,
        peers.accounts_alike,
        peers.buyers_alike,
        peers.buyers_share,
        peers.usual_share,
        case
            when crossed.net_sales > 0 then 'bought'
            when crossed.last_bought_on is not null then 'stopped'
            when
                peers.accounts_alike >= limits.alike_from and peers.buyers_share >= limits.buyers_share_from
                then 'gap'
            else 'not_bought'
        end as standing
    from crossed
    inner join scoped_accounts as wanted on crossed.account_key = wanted.account_key
    left join peers on crossed.alike = peers.alike and crossed.category = peers.category
    cross join gap_limits as limits
)

select
    accounts.account_id,
    accounts.account_name,
    stood.category,
    stood.standing,
    cast(stood.net_sales as decimal(38, 4)) as net_sales,
    cast(stood.net_sales_before as decimal(38, 4)) as net_sales_before,
    stood.last_bought_on,
    cast(
        case stood.standing
            when 'gap' then stood.usual_share * cast(stood.account_sales as double)
            when 'stopped' then greatest(cast(stood.net_sales_before as double), 0)
        end as decimal(38, 4)
    ) as worth,
    stood.alike,
    coalesce(stood.accounts_alike, 0) as accounts_alike,
    coalesce(stood.buyers_alike, 0) as buyers_alike,
    cast(stood.account_sales as decimal(38, 4)) as account_sales,
    accounts.region,
    accounts.salesperson,
    accounts.owner
from stood
inner join scoped_accounts as accounts on stood.account_key = accounts.account_key
order by stood.account_sales desc, accounts.account_id asc, stood.category asc
