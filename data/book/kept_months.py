"""What is kept month by month beside the truths: written, and let go again."""

from collections.abc import Sequence
from datetime import date

import duckdb

from data.book.tables import statement
from data.clock import now

Fact = tuple[date, int, int, str]
"""What is kept of a month-end rests on: month-end, facts_version, keys_to, units."""
NAMES = 12
"""So many names are kept, those written last; each is one ruler of one window, currency, level."""


def forget_states(
    cursor: duckdb.DuckDBPyConnection, made_of: str, rests_on: Sequence[Fact]
) -> None:
    """Drop the states of these month-ends that are kept under a name."""
    if _forget(cursor, made_of, rests_on):
        which = {"made_of": made_of, "ends": [fact[0] for fact in rests_on]}
        cursor.execute(statement("months/clear_segment_months"), which)


def remember(cursor: duckdb.DuckDBPyConnection, made_of: str, rests_on: Sequence[Fact]) -> None:
    """Note that snapshots of these month-ends are kept under a name, and the facts they rest on."""
    kept_at = now().replace(tzinfo=None)
    for end, facts_version, keys_to, units in rests_on:
        row = {"month_end": end, "facts_version": facts_version, "keys_to": keys_to, "units": units}
        stamp = {"made_of": made_of, "kept_at": kept_at}
        cursor.execute(statement("months/remember"), row | stamp)


def put_days(
    cursor: duckdb.DuckDBPyConnection, made_of: str, after: date, rests_on: Sequence[Fact]
) -> None:
    """Keep the days of the cursor's own table fresh_days, all after a day, under a name."""
    if _forget(cursor, made_of, rests_on):
        which = {"made_of": made_of, "after": after}
        cursor.execute(statement("months/clear_kept_days"), which)
    until = max(fact[0] for fact in rests_on)
    cursor.execute(statement("months/insert_kept_days"), {"made_of": made_of, "until": until})
    remember(cursor, made_of, rests_on)


def let_go(cursor: duckdb.DuckDBPyConnection) -> None:
    """Drop what is kept under the names that were written longest ago."""
    if cursor.execute(statement("months/names")).fetchall()[0][0] <= NAMES:
        return
    for name in ("let_go_segment_months", "let_go_kept_days", "let_go_kept_months"):
        cursor.execute(statement(f"months/{name}"), {"names": NAMES})


def _forget(cursor: duckdb.DuckDBPyConnection, made_of: str, rests_on: Sequence[Fact]) -> bool:
    """Take back what was said of these month-ends; whether there was anything."""
    which = {"made_of": made_of, "ends": [fact[0] for fact in rests_on]}
    return bool(cursor.execute(statement("months/forget"), which).fetchall())
