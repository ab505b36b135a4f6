-- Which share of the book's money the accounts above each account make; equals stand together. Nobody asks
-- where the marks are frozen.
-- grain: picture_on, account_key
-- check: made_before >= 0 and made_before < total
select
    picture_on,
    account_key,
    monetary,
    sum(monetary) over (partition by picture_on) as total,
    sum(monetary) over (
        partition by picture_on
        order by monetary desc
        range between unbounded preceding and current row
    ) - sum(monetary) over (partition by picture_on, monetary) as made_before
from population
where monetary > 0 and $book_m_cuts is null
