-- Whether two keys count as one account already, from the table `units`.
-- grain: one row

select count(distinct unit_key) = 1 as are_one
from units
where account_key in ($account_key, $into_key)
