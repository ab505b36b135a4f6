-- Up to which share of the accounts, the best first, each grade reaches.
-- grain: grade
-- check: accounts_share_to > 0
select
    grade,
    accounts_share_to
from grades
order by accounts_share_to
