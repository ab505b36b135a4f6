-- Tomorrow's key accounts: not among those that make 80% of net sales, at least 3 orders in twelve months,
-- and the last six months at least 25% above both the six before and the same six of last year, where the
-- book reaches back so far; none where it does not cover the six before.
-- grain: account_id
-- check: growth_change >= 0 and abc_class <> 'A'
with bounds as (
    select
        $as_of + interval 1 day - interval 6 month as half_from,
        $as_of + interval 1 day - interval 12 month as year_from,
        $as_of + interval 1 day - interval 18 month as half_last_year_from,
        -- A half that lacks more than a tenth of its days at the beginning of the book is none.
        cast($book_from as date) - interval 18 day as covered_from
),

halves as (
    select
        orders.account_key,
        count(*) filter (where orders.amount >= 0 and orders.order_date >= bounds.year_from) as orders,
        min(orders.order_date) filter (where orders.amount >= 0) as first_order_on,
        max(orders.order_date) filter (where orders.amount >= 0) as last_order_on,
        coalesce(sum(orders.amount) filter (where orders.order_date >= bounds.half_from), 0)
            as last_half_sales,
        coalesce(
            sum(orders.amount) filter (
                where orders.order_date >= bounds.year_from and orders.order_date < bounds.half_from
            ),
            0
        ) as half_before_sales,
        coalesce(
            sum(orders.amount) filter (
                where orders.order_date >= bounds.half_last_year_from and orders.order_date < bounds.year_from
            ),
            0
        ) as half_last_year_sales
    from scoped_orders as orders
    cross join bounds
    where orders.account_key is not null
    group by orders.account_key
),

bars as (
    select min(net_sales) as class_a_from
    from ranked_accounts
    where abc_class = 'A'
),

grown as (
    select
        halves.* exclude (half_before_sales, half_last_year_sales),
        case when bounds.covered_from <= bounds.year_from then halves.half_before_sales end
            as half_before_sales,
        case when bounds.covered_from <= bounds.half_last_year_from then halves.half_last_year_sales end
            as half_last_year_sales,
        cast(halves.last_half_sales * coalesce($window_months, 12) / 6 as decimal(38, 4)) as pace_sales
    from halves
    cross join bounds
),

based as (
    select
        *,
        greatest(half_before_sales, coalesce(half_last_year_sales, half_before_sales)) as base_sales
    from grown
)

select
    ranked.account_id,
    ranked.account_name,
    ranked.abc_class,
    ranked.net_sales,
    cast(grown.last_half_sales as decimal(38, 4)) as last_half_sales,
    cast(grown.half_before_sales as decimal(38, 4)) as half_before_sales,
    cast(grown.half_last_year_sales as decimal(38, 4)) as half_last_year_sales,
    cast(grown.last_half_sales as double) / cast(grown.base_sales as double) - 1 as growth_change,
    grown.pace_sales,
    coalesce(grown.pace_sales >= bars.class_a_from, false) as reaches_a,
    grown.orders,
    grown.first_order_on,
    grown.last_order_on,
    accounts.industry,
    accounts.region,
    accounts.salesperson,
    accounts.owner
from based as grown
inner join ranked_accounts as ranked on grown.account_key = ranked.account_key
inner join scoped_accounts as accounts on grown.account_key = accounts.account_key
cross join bars
cross join rising_limits as limits
where
    ranked.abc_class <> 'A'
    and grown.base_sales > 0
    and grown.orders >= limits.orders_from
    and grown.last_half_sales >= (1 + limits.growth_from) * grown.base_sales
order by grown.last_half_sales - grown.base_sales desc, ranked.account_id asc
