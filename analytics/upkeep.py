"""Keeps the months up to date: what is lacking or holds no more is made and written, no more.

A month-end is made again when a version changed sales of a month up to it, or when it counts other
accounts as one; those before the first changed month stay. What is kept is no truth: whoever asks
gets the same answer without it, later.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import duckdb

from analytics import book, months
from analytics.kept import Kept
from analytics.months import Names
from analytics.scope import Scope, parameters
from analytics.steps import Steps
from data.book import kept_months
from data.book.kept_months import Fact
from data.warehouse import Warehouse

MOST = 60
"""So many month-ends are kept of a long history, the latest."""


def keep(warehouse: Warehouse, scopes: Sequence[Scope]) -> int:
    """Bring the months of these scopes up to date; how many pictures were made.

    Computed beside the writer, which is held only to write; nothing is written when the book
    changed meanwhile: the next call finds what is lacking then.
    """
    with warehouse.cursor() as cursor:
        work = _Work(warehouse, cursor)
        return sum(work.keep(book.settle(cursor, scope)) for scope in scopes)


@dataclass
class _Work:
    """One call: what several rulers share is made once."""

    warehouse: Warehouse
    cursor: duckdb.DuckDBPyConnection
    kept: Kept = field(default_factory=Kept)
    steps: Steps | None = None
    untils: dict[str, date] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)

    def keep(self, scope: Scope) -> int:
        """Bring the months of one settled scope up to date; how many pictures were made."""
        own = months.names(scope)
        if own is None or scope.version != book.newest_version(self.cursor):
            return 0
        ends = months.month_ends(scope)[-MOST:]
        there = months.in_force(self.cursor, own.states, ends, scope)
        lacking = [end for end in ends if end not in there]
        if not lacking:
            return 0
        self.cursor.execute("begin transaction")
        try:
            state = self._make(scope, own, lacking)
            facts = months.facts(self.cursor, months.month_ends(scope), scope)
        finally:
            self.cursor.execute("commit")
        self._write(own, lacking, facts, state)
        return len(lacking)

    def _make(self, scope: Scope, own: Names, pictures: list[date]) -> str:
        """The states of the pictures as a table of the cursor; the book's state that it saw."""
        assert scope.book is not None
        if own.days not in self.untils:
            self.untils[own.days] = months.days_until(self.cursor, scope)
        variations = book.variations(scope, scope.book.newest_version)
        chosen = months.chosen(scope, variations, pictures)
        bound = parameters(scope) | {
            "pictures": pictures,
            "days_made_of": own.days,
            "days_until": self.untils[own.days],
        }
        self.steps = Steps(self.cursor, self.kept, chosen, bound, scope, self.steps)
        self.steps.make("month_states")
        return book.state(self.cursor)

    def _write(self, own: Names, pictures: list[date], facts: list[Fact], state: str) -> None:
        until = self.untils[own.days]
        fresh = [] if own.days in self.written else [fact for fact in facts if fact[0] > until]
        with self.warehouse.transaction(self.cursor) as writer:
            if book.state(writer) != state:
                return
            if fresh:
                kept_months.put_days(writer, own.days, until, fresh)
            states = [fact for fact in facts if fact[0] in pictures]
            kept_months.put_states(writer, own.states, states)
            kept_months.let_go(writer)
        self.written.add(own.days)
