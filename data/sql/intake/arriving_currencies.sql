-- What each file brings to each month, by currency.
-- grain: file_no, month, currency

select
    file_no,
    month,
    currency,
    sum(kind_amount) as amount,
    sum(kind_amount) filter (where not is_known) as new_amount
from weighed
group by file_no, month, currency
order by file_no, month, currency
