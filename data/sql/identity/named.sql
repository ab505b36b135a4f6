-- Every way in which the arriving records say who they are about, once a month; first_row is where it
-- is said first: the number of the file times 2^32, and the row.
-- grain: month, account, account_id, account_name, parent_match

select
    month,
    account,
    account_id,
    account_name,
    name_match,
    parent_match,
    max(kind_date) as seen_on,
    min(cast(file_no as bigint) * 4294967296 + row) as first_row
from staged
group by all
