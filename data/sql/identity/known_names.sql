-- Every name that an account has now.
-- grain: name_match

select
    name_match,
    min(account_name) as account_name
from account_names
where removed_in is null and name_match is not null
group by name_match
order by name_match
