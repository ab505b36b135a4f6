-- The losses on record with their date inside the window, and what each adds to the total: of several
-- reasons given for one account and day, a figure worked out from its sales counts once.
-- grain: account_key, lost_on, reason_as_written
-- check: lost_on <= $as_of
-- check: sales_lost_in_total <= sales_lost or sales_lost < 0
select
    valued_losses.*,
    case
        when valued_losses.logged_sales_lost is not null then valued_losses.logged_sales_lost
        when
            row_number() over (
                partition by valued_losses.account_key, valued_losses.lost_on
                order by valued_losses.logged_sales_lost nulls last, valued_losses.reason_as_written
            ) = 1 then valued_losses.sales_lost
        else 0
    end as sales_lost_in_total
from valued_losses
where $window_from is null or valued_losses.lost_on >= $window_from
