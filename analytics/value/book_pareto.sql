-- Which share of the book's money the accounts above each amount make. Not asked where marks are frozen.
-- grain: picture_on, monetary
-- check: made_before >= 0 and made_before < total
with amounts as (
    select
        picture_on,
        monetary,
        sum(monetary) as made
    from population
    where monetary > 0 and $book_m_cuts is null
    group by picture_on, monetary
)

select
    picture_on,
    monetary,
    sum(made) over (partition by picture_on) as total,
    sum(made) over (
        partition by picture_on
        order by monetary desc
        rows between unbounded preceding and current row
    ) - made as made_before
from amounts
