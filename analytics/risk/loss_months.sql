-- The month-ends before the losses of the window: the days on which the lost accounts are looked at.
-- grain: month_end_before
-- check: month_end_before < $as_of
select distinct month_end_before
from window_losses
