-- The accounts that stand by the frozen ruler where they stood: of a ruler that moves, the frozen one's are
-- brought here; of any other they are its own.
-- grain: account_key
-- check: account_key is not null
-- pictures: migration
-- kept: for one question
select account_key
from standings
where from_state = to_state
