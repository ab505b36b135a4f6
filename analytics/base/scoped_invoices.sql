-- The invoices of the scope's accounts.
-- grain: invoice_key
-- check: account_key is not null
select book_invoices.*
from book_invoices
inner join scoped_accounts on book_invoices.account_key = scoped_accounts.account_key
