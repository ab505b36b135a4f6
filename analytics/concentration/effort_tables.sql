-- Two known pictures of effort and return, and the norm of key-account work: shares, for comparison.
-- grain: picture, place
-- check: accounts_share > 0
select
    picture,
    place,
    accounts_share,
    sales_share,
    margin_share,
    effort_share
from effort_pictures
order by picture, place
