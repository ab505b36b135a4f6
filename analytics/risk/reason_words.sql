-- What the churn log writes as reasons, with the reason each text leads to: unclassified first, then the
-- most frequent.
-- grain: reason_as_written
-- check: losses > 0
select
    reason_as_written,
    reason,
    count(*) as losses
from valued_losses
group by reason_as_written, reason
order by reason = 'unclassified' desc, losses desc, reason_as_written asc nulls first
