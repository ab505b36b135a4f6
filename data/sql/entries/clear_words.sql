-- The word table is replaced as a whole.

delete from churn_words
