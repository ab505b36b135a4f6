-- What the churn log says of one account, newest first.
-- grain: file_id, row
-- check: won_back_on is null or won_back_on > lost_on
select
    valued_losses.lost_on,
    valued_losses.reason,
    valued_losses.reason_as_written,
    valued_losses.sales_lost,
    valued_losses.competitor,
    valued_losses.note,
    valued_losses.recorded_by,
    valued_losses.won_back_on,
    valued_losses.file_id,
    valued_losses.row
from valued_losses
inner join chosen_account on valued_losses.account_key = chosen_account.account_key
order by
    valued_losses.lost_on desc,
    valued_losses.reason_as_written asc,
    valued_losses.file_id asc,
    valued_losses.row asc
