-- The list that is loaded now, with the account as text.
-- grain: file_id, row

create or replace temporary table loaded as
select
    * exclude (account_key),
    cast(null as date) as month
from kind_told
where source = $source
