-- What each product was sold for in the two periods, over the lines whose quantity is known; the lines
-- without a product or a quantity are one row without a product. Volume is the change of all pieces of its
-- category at the prices of then, mix what shifts within the category.
-- grain: product
-- check: abs(coalesce(price_effect + volume_effect + mix_effect - change, 0)) < 0.01
-- kept: from one question to the next
with lines as (
    select
        case when quantity is not null then product end as product,
        case when product is not null then quantity end as quantity,
        case when product is not null and quantity is not null then category end as category,
        amount,
        order_date between $period_from and $period_until as is_now,
        order_date between $base_from and $base_until as is_before
    from scoped_sales
    where $base_from is not null
),

sums as (
    select
        product,
        max(category) as category,
        coalesce(sum(quantity) filter (where is_now), 0) as quantity,
        coalesce(sum(quantity) filter (where is_before), 0) as quantity_before,
        coalesce(sum(amount) filter (where is_now), 0) as net_sales,
        coalesce(sum(amount) filter (where is_before), 0) as net_sales_before
    from lines
    where is_now or is_before
    group by product
),

compared as (
    select
        *,
        product is not null and quantity > 0 and quantity_before > 0 as is_in_both,
        cast(net_sales as double) / nullif(cast(quantity as double), 0) as price,
        cast(net_sales_before as double) / nullif(cast(quantity_before as double), 0) as price_before
    from sums
),

-- Pieces are added within a category only: metres and boxes make no sum. A product of none stands alone.
alike as (
    select
        coalesce(category, concat(chr(31), product)) as kin,
        cast(sum(quantity) as double) / nullif(cast(sum(quantity_before) as double), 0) as growth
    from compared
    where is_in_both
    group by kin
)

select
    compared.product,
    compared.quantity,
    compared.quantity_before,
    cast(compared.net_sales as decimal(38, 4)) as net_sales,
    cast(compared.net_sales_before as decimal(38, 4)) as net_sales_before,
    cast(compared.net_sales - compared.net_sales_before as decimal(38, 4)) as change,
    case when compared.product is not null then compared.price end as price,
    case when compared.product is not null then compared.price_before end as price_before,
    compared.is_in_both,
    case when compared.is_in_both then (price - price_before) * cast(quantity as double) end as price_effect,
    case
        when compared.is_in_both then (alike.growth - 1) * cast(net_sales_before as double)
    end as volume_effect,
    case
        when compared.is_in_both
            then (cast(quantity as double) - alike.growth * cast(quantity_before as double)) * price_before
    end as mix_effect
from compared
left join alike on coalesce(compared.category, concat(chr(31), compared.product)) = alike.kin
