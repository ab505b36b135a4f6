-- The word table as it stands.
-- grain: word, reason

select
    word,
    reason
from churn_words
order by word, reason
