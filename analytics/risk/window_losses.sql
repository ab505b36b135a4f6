-- The losses on record with their date inside the window, and what each adds to its reason and to the total:
-- the log's own figures all add up, but a figure worked out from an account's sales counts once a day.
-- grain: file_id, row
-- check: lost_on <= $as_of
-- check: sales_lost_in_total <= sales_lost_in_reason
-- kept: from one question to the next
select
    valued_losses.*,
    case
        when
            valued_losses.logged_sales_lost is not null
            or row_number() over (
                partition by valued_losses.account_key, valued_losses.lost_on, valued_losses.reason
                order by valued_losses.logged_sales_lost nulls last, valued_losses.file_id, valued_losses.row
            ) = 1 then valued_losses.sales_lost
        else 0
    end as sales_lost_in_reason,
    case
        when
            valued_losses.logged_sales_lost is not null
            or row_number() over (
                partition by valued_losses.account_key, valued_losses.lost_on
                order by
                    valued_losses.logged_sales_lost nulls last, valued_losses.reason,
                    valued_losses.file_id, valued_losses.row
            ) = 1 then valued_losses.sales_lost
        else 0
    end as sales_lost_in_total
from valued_losses
where $window_from is null or valued_losses.lost_on >= $window_from
