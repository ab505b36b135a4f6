-- Every way in which the arriving records say who they are about, once a month.
-- grain: month, account, account_id, account_name, parent_match

select
    month,
    account,
    account_id,
    account_name,
    name_match,
    parent_match,
    max(kind_date) as seen_on
from staged
group by all
