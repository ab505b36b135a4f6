-- The reason that each text of the churn log means: that of the longest word found in it (a whole match is
-- the longest there can be), of two equally long ones the first by alphabet.
-- grain: reason_as_written
-- check: reason is not null
with words as (
    select
        plain_texts.plain as word,
        words_in_force.reason
    from words_in_force
    inner join plain_texts on words_in_force.word = plain_texts.text
    inner join reasons on words_in_force.reason = reasons.code
    where plain_texts.plain <> ''
),

written as (
    select
        plain_texts.text as reason_as_written,
        plain_texts.plain
    from plain_texts
    where plain_texts.text in (select churn.reason from churn)
)

select
    written.reason_as_written,
    coalesce(words.reason, 'unclassified') as reason
from written
left join words on contains(written.plain, words.word)
qualify row_number() over (
    partition by written.reason_as_written
    order by length(words.word) desc, words.word asc, words.reason asc
) = 1
