-- Each loss on record with its reason and what it costs: the log's own figure, else the account's net sales
-- of the twelve months before the loss, not below zero; and the account's first order after it.
-- grain: file_id, row
-- check: logged_sales_lost is not null or sales_lost >= 0
-- check: won_back_on is null or won_back_on > lost_on
-- kept: from one question to the next
with lost_days as (
    select distinct
        account_key,
        lost_on
    from losses_on_record
),

around as (
    select
        lost_days.account_key,
        lost_days.lost_on,
        sum(scoped_orders.amount) filter (
            where scoped_orders.order_date < lost_days.lost_on
            and scoped_orders.order_date >= lost_days.lost_on - interval 12 month
        ) as net_sales_before,
        min(scoped_orders.order_date) filter (
            where scoped_orders.order_date > lost_days.lost_on and scoped_orders.amount >= 0
        ) as won_back_on
    from lost_days
    left join scoped_orders on lost_days.account_key = scoped_orders.account_key
    group by lost_days.account_key, lost_days.lost_on
)

select
    losses_on_record.file_id,
    losses_on_record.row,
    losses_on_record.account_key,
    losses_on_record.lost_on,
    losses_on_record.month_end_before,
    losses_on_record.reason_as_written,
    coalesce(matched_reasons.reason, 'unclassified') as reason,
    losses_on_record.logged_sales_lost,
    coalesce(losses_on_record.logged_sales_lost, greatest(around.net_sales_before, 0)) as sales_lost,
    around.won_back_on,
    losses_on_record.competitor,
    losses_on_record.note,
    losses_on_record.recorded_by
from losses_on_record
inner join around
    on losses_on_record.account_key = around.account_key and losses_on_record.lost_on = around.lost_on
left join matched_reasons on losses_on_record.reason_as_written = matched_reasons.reason_as_written
