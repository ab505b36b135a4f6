-- Up to which share of net sales the classes A and B reach, on one row.
-- grain: one row
-- check: a_share_to < b_share_to
select
    max(share_to) filter (where abc_class = 'A') as a_share_to,
    max(share_to) filter (where abc_class = 'B') as b_share_to
from abc_classes
