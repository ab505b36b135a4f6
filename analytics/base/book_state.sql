-- What of a book can change under a query: its newest version, the words that people entered, and settings.
-- grain: one row
-- check: version >= 0
select
    cast(coalesce(max(versions.version), 0) as integer) as version,
    max(versions.made_at) as made_at,
    (
        select
            md5(
                string_agg(
                    entered.word || chr(10) || entered.reason, chr(10) order by entered.word, entered.reason
                )
            )
        from main.churn_words as entered
    ) as words,
    (select max(settings.saved_at) from settings) as set_at
from versions
