-- One word and the reason it means.

insert into churn_words
values ($word, $reason)
