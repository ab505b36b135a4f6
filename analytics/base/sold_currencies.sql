-- Whether lines are in several currencies: what names none is in the book's.
-- grain: one row
-- check: are_several is not null
select coalesce(first_currency <> last_currency or first_currency <> $book_currency, false) as are_several
from book_facts
