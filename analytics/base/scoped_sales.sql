-- The lines of the scope's accounts; unassigned ones only while no account is chosen.
-- grain: file_id, row
-- check: account_key is not null or not $has_who
select book_sales.*
from book_sales
left join scoped_accounts on book_sales.account_key = scoped_accounts.account_key
where scoped_accounts.account_key is not null or (book_sales.account_key is null and not $has_who)
