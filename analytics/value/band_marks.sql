-- Above which multiples of the usual interval, and days, each rhythm band begins, on one row.
-- grain: one row
-- check: late_above < at_risk_above and at_risk_above <= lost_above
select
    max(ratio_above) filter (where band = 'late') as late_above,
    max(ratio_above) filter (where band = 'at_risk') as at_risk_above,
    max(ratio_above) filter (where band = 'lost') as lost_above,
    max(silent_days_above) filter (where band = 'lost') as lost_days_above
from band_limits
