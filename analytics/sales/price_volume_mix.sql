-- The change of net sales in price, volume and mix of the products sold in both periods, products that are
-- new or no longer sold, and the lines without a product or a quantity; together they are the change.
-- grain: one row
-- check: covered_share is null or covered_share between 0 and 1
select
    cast(coalesce(sum(net_sales_before), 0) as decimal(38, 4)) as net_sales_before,
    cast(coalesce(sum(net_sales), 0) as decimal(38, 4)) as net_sales,
    cast(coalesce(sum(change), 0) as decimal(38, 4)) as change,
    coalesce(sum(price_effect), 0) as price_effect,
    coalesce(sum(volume_effect), 0) as volume_effect,
    coalesce(sum(mix_effect), 0) as mix_effect,
    cast(coalesce(sum(change) filter (where not is_in_both and quantity > 0), 0) as double) as new_effect,
    cast(
        coalesce(
            sum(change) filter (where not is_in_both and product is not null and quantity <= 0), 0
        ) as double
    ) as stopped_effect,
    cast(coalesce(sum(change) filter (where product is null), 0) as double) as unknown_effect,
    count(*) filter (where is_in_both) as products_in_both,
    cast(
        coalesce(sum(abs(net_sales) + abs(net_sales_before)) filter (where product is not null), 0) as double
    )
    / nullif(cast(sum(abs(net_sales) + abs(net_sales_before)) as double), 0) as covered_share
from product_changes
order by change
