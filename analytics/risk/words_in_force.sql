-- The words that lead to a reason: those entered by people, the shipped ones while nobody has entered any.
-- grain: word, reason
-- check: word is not null
select
    entered.word,
    entered.reason
from main.churn_words as entered
union
select
    shipped.word,
    shipped.reason
from churn_words as shipped
where not exists (select 1 from main.churn_words)
order by reason, word
