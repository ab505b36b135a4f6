-- The currency that the first line names which names any: the book's, where none is set.
-- grain: currency

select currency
from sales
where currency is not null
order by added_in, file_id, row
limit 1
