-- The assessments of one account's relationship, newest first, each with the level before it.
-- grain: assessed_on
-- check: level between 1 and 4
select
    level_spans.from_on as assessed_on,
    level_spans.level,
    level_spans.level_before,
    level_spans.assessed_by,
    level_spans.note
from level_spans
inner join chosen_account on level_spans.account_key = chosen_account.account_key
order by level_spans.from_on desc
