"""Keeps the months up to date: what is lacking or holds no more is made and written, no more.

A month-end is made again when a version changed sales of a month up to it, or when it counts other
accounts as one; those before the first changed month stay. What is kept is no truth: whoever asks
gets the same answer without it, later.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import duckdb

from analytics import book, snapshots
from analytics.binding import parameters
from analytics.scope import Scope
from analytics.snapshots import Names
from analytics.steps import Steps
from data.book import kept_months
from data.book.kept_months import Fact
from data.warehouse import Warehouse

MOST = 60
"""So many month-ends are kept of a long history, the latest."""
AT_ONCE = 6
"""So many are made in one pass: sixty at once would need the memory of sixty."""


def keep(warehouse: Warehouse, scopes: Sequence[Scope]) -> int:
    """Bring the months of these scopes up to date; how many pictures were made.

    Computed beside the writer, which is held only to write; nothing more is written once the book
    changed: the next call finds what is lacking then.
    """
    with warehouse.cursor() as cursor:
        work = _Work(warehouse, cursor, book.state(cursor))
        lacking = work.lacking([book.settle(cursor, scope) for scope in scopes])
        return sum(
            work.keep(one, [end for end in one.ends if end in at_once])
            for at_once in _passes(lacking)
            for one in lacking
        )


@dataclass(frozen=True)
class _Lacking:
    """The month-ends that one settled scope lacks, and what all of its month-ends rest on."""

    scope: Scope
    own: Names
    ends: list[date]
    days_until: date
    facts: list[Fact]


def _passes(lacking: Sequence[_Lacking]) -> list[list[date]]:
    """All that lacks, a few month-ends at a time: what the rulers share is made once in a pass."""
    ends = sorted({end for one in lacking for end in one.ends})
    return [ends[first : first + AT_ONCE] for first in range(0, len(ends), AT_ONCE)]


@dataclass
class _Work:
    """One call on one state of the book: what several rulers share is made once."""

    warehouse: Warehouse
    cursor: duckdb.DuckDBPyConnection
    state: str
    steps: Steps | None = None
    written: set[str] = field(default_factory=set)

    def lacking(self, scopes: Sequence[Scope]) -> list[_Lacking]:
        """What the settled scopes lack; nothing for those of which nothing is kept."""
        with self._snapshot() as is_same:
            if not is_same:
                return []
            found = [self._lacking(scope) for scope in scopes]
        return list({one.own: one for one in found if one is not None}.values())

    def keep(self, one: _Lacking, pictures: list[date]) -> int:
        """Make and write some months of a scope; how many, none once the book changed."""
        if not pictures:
            return 0
        with self._snapshot() as is_same:
            if not is_same:
                return 0
            steps = self._prepare(one, pictures)
        return len(pictures) if self._write(one, pictures, steps) else 0

    @contextmanager
    def _snapshot(self) -> Iterator[bool]:
        """A look at the book; whether it is still the one that the call began with."""
        self.cursor.execute("begin transaction")
        try:
            yield book.state(self.cursor) == self.state
        finally:
            self.cursor.execute("commit")

    def _lacking(self, scope: Scope) -> _Lacking | None:
        own = snapshots.names(scope)
        if own is None or scope.version != book.newest_version(self.cursor):
            return None
        every = snapshots.month_ends(scope)
        self._steps(scope, frozenset(), {}).put_at_hand(snapshots.UNITS)
        held = snapshots.in_force(self.cursor, own, every, scope, frozenset({snapshots.UNITS}))
        facts = snapshots.facts(self.cursor, every, scope, frozenset({snapshots.UNITS}))
        ends = [end for end in every[-MOST:] if end not in held.states]
        return _Lacking(scope, own, ends, held.days_until, facts)

    def _steps(self, scope: Scope, chosen: frozenset[str], bound: dict[str, Any]) -> Steps:
        """Steps for a scope, which find the tables of the steps before."""
        bound = parameters(scope) | bound
        self.steps = Steps(self.cursor, None, chosen, bound, scope, self.steps)
        return self.steps

    def _prepare(self, one: _Lacking, pictures: list[date]) -> Steps:
        """All that the states of the pictures are made of as tables of the cursor."""
        assert one.scope.book is not None
        variations = book.variations(one.scope, one.scope.book.newest_version)
        chosen = snapshots.chosen(one.scope, variations, pictures)
        days = {"days_made_of": one.own.days, "days_until": one.days_until}
        steps = self._steps(one.scope, chosen, {"pictures": pictures} | days)
        steps.prepare("month_states")
        return steps

    def _write(self, one: _Lacking, pictures: list[date], steps: Steps) -> bool:
        """Keep what is prepared, unless the book changed meanwhile; whether it was kept."""
        days = [] if one.own.days in self.written else one.facts
        fresh = [fact for fact in days if fact[0] > one.days_until]
        with self.warehouse.transaction(self.cursor) as writer:
            if book.state(writer) != self.state:
                return False
            if fresh:
                kept_months.put_days(writer, one.own.days, one.days_until, fresh)
            states = [fact for fact in one.facts if fact[0] in pictures]
            kept_months.forget_states(writer, one.own.states, states)
            steps.insert("month_states", "segment_months", one.own.states)
            kept_months.remember(writer, one.own.states, states)
            kept_months.let_go(writer)
        self.written.add(one.own.days)
        return True
