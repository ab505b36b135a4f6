-- The days up to each picture, and which lie in its window.
-- grain: picture_on, account_key, order_date
-- check: order_date <= picture_on
select
    pictures.picture_on,
    pictures.window_from,
    account_days.order_date >= pictures.window_from as is_in_window,
    account_days.*
from account_days
cross join pictures
where account_days.order_date <= pictures.picture_on
