-- Words and the reasons they mean.

insert into churn_words
select
    unnest(cast($words as varchar[])),
    unnest(cast($reasons as varchar[]))
