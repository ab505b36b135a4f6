-- The reasons that cost us most, dearest first: the seven and what no word matches. An account with two
-- losses counts once in each of their reasons.
-- grain: reason
-- check: accounts <= losses
-- check: sales_share is null or sales_share between 0 and 1
select
    reasons.code as reason,
    count(distinct window_losses.account_key) as accounts,
    coalesce(sum(window_losses.sales_lost_in_reason), 0) as sales_lost,
    count(window_losses.account_key) as losses,
    cast(coalesce(sum(window_losses.sales_lost_in_reason), 0) as double) / nullif(
        cast(greatest(sum(sum(window_losses.sales_lost_in_reason)) over (), 0) as double), 0
    ) as sales_share,
    reasons.is_preventable,
    reasons.position
from reasons
left join window_losses on reasons.code = window_losses.reason
group by reasons.code, reasons.is_preventable, reasons.position
order by sales_lost desc, reason asc
