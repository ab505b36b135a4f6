-- How much of the money that counts for M in the window is that of 12 months: the bound that a lapsed
-- account's last 12 months are measured by. Averages are not longer in a longer window.
-- grain: picture_on
-- check: share > 0
select
    picture_on,
    case
        when $kind_of_monetary in ('average_order', 'average_day') then 1.0
        when $window_months is not null then 12.0 / $window_months
        else 12.0 / greatest(12, coalesce(datediff('month', $book_from, picture_on), 0) + 1)
    end as share
from pictures
