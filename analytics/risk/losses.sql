-- Each recorded loss inside the window, dearest first, with the account's segment and relationship level at
-- the last month-end before it, in the ruler in force.
-- grain: file_id, row
-- check: won_back_on is null or won_back_on > lost_on
-- pictures: month_ends 38 of loss_months
select
    scoped_accounts.account_id,
    scoped_accounts.account_name,
    window_losses.lost_on,
    window_losses.reason,
    window_losses.reason_as_written,
    window_losses.sales_lost,
    window_losses.competitor,
    window_losses.note,
    window_losses.recorded_by,
    scoped_accounts.region,
    scoped_accounts.salesperson,
    coalesce(
        states.segment,
        states.state,
        case
            when scoped_accounts.known_on <= window_losses.month_end_before then 'never_purchased'
        end
    ) as segment_before,
    level_spans.level as level_before,
    window_losses.won_back_on,
    scoped_accounts.department,
    window_losses.logged_sales_lost is not null as is_logged_figure,
    window_losses.sales_lost_in_reason,
    window_losses.sales_lost_in_total,
    window_losses.account_key,
    window_losses.file_id,
    window_losses.row
from window_losses
inner join scoped_accounts on window_losses.account_key = scoped_accounts.account_key
left join month_states as states
    on
        window_losses.account_key = states.account_key
        and window_losses.month_end_before = states.picture_on
left join level_spans
    on
        window_losses.account_key = level_spans.account_key
        and window_losses.month_end_before >= level_spans.from_on
        and window_losses.month_end_before < level_spans.until_on
order by
    window_losses.sales_lost desc,
    scoped_accounts.account_id asc,
    window_losses.lost_on asc,
    window_losses.reason_as_written asc,
    window_losses.file_id asc,
    window_losses.row asc
