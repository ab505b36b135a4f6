"""One ask on one snapshot of the book: shared relations first, each made once, then the rest.

Planned whole, a question costs more to plan than to answer, and the planner, which cannot know how
many rows a dozen joined relations leave, computes some of them again and again.
"""

from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from analytics import book, composition, fetch, snapshots
from analytics.cache import Kept
from analytics.composition import MONTHS, QUESTION, Composed
from analytics.scope import Scope

KEPT = frozenset({"kept"})


class Steps:
    """What one question needs, made step by step on the cursor's own snapshot."""

    def __init__(
        self,
        cursor: duckdb.DuckDBPyConnection,
        kept: Kept | None,
        chosen: frozenset[str],
        bound: dict[str, Any],
        scope: Scope,
        earlier: "Steps | None" = None,
    ) -> None:
        """`kept`: the shelf; without one, what is shared are tables of the cursor alone.

        `earlier`: other steps on this cursor and the same state of the book, whose tables serve
        again where they are alike.
        """
        self._cursor = cursor
        self._kept = kept
        self._chosen = chosen
        self._bound = bound
        self._scope = scope
        self._state: str = earlier._state if earlier else book.state(cursor)
        self._shared = composition.worth_keeping(chosen)
        self._at_hand: dict[str, str] = {}
        self._left: dict[str, str] = earlier._left | earlier._at_hand if earlier else {}
        self._tables: dict[str, Hashable] = dict(earlier._tables) if earlier else {}

    def answer(self, name: str) -> pa.Table:
        """The relation's rows, from what is kept as far as there is anything."""
        if self._kept is None or name not in self._shared or not self._is_for_the_shelf(name):
            return self._run(name)
        key = self._key(name)
        found = self._kept.get(key)
        if found is None:
            found = self._run(name)
            self._kept.put(key, found)
        return found

    def put_at_hand(self, name: str) -> None:
        """Makes the relation a table of this cursor; what is not for the shelf is gone after."""
        if name in self._at_hand:
            return
        if composition.about(name, self._chosen).kept == MONTHS:
            self._stands_as(name, "table")
            self._put_months(name)
        elif self._is_for_the_shelf(name):
            self._stands_as(name, "view")
            self._cursor.register(name, self.answer(name))
        else:
            self._stands_as(name, "table")
            if self._tables.get(name) != self._key(name):
                self._make(name, f"create or replace temp table {name} as")
                self._tables[name] = self._key(name)

    def bring(self, name: str, rows: pa.Table) -> None:
        """Puts the rows in place of the relation: those of another data version."""
        self._stands_as(name, "view")
        self._cursor.register(name, rows)

    def prepare(self, name: str) -> None:
        """Puts at hand all that the relation is made of."""
        self._query(name)

    def insert(self, name: str, into: str, made_of: str) -> None:
        """Makes the relation anew, whatever of it is kept, as rows of a table, under a name."""
        query = self._query(name)
        how = f"insert into {into} by name select $name as made_of, * from"
        self._cursor.execute(f"{how} (\n{query.text}\n)", self._named(query) | {"name": made_of})

    def _stands_as(self, name: str, kind: str) -> None:
        """Says how the relation is at hand; what earlier steps left of another kind goes."""
        if self._left.get(name, kind) != kind:
            self._take_away(name, self._left.pop(name))
        self._at_hand[name] = kind

    def _take_away(self, name: str, kind: str) -> None:
        if kind == "table":
            self._cursor.execute(f"drop table temp.{name}")
            self._tables.pop(name, None)
        else:
            self._cursor.unregister(name)

    def _put_months(self, name: str) -> None:
        """The states at the pictures: those that are kept as they lie, the others made now."""
        kept = self._kept_pictures()
        how = f"create temp table {name} as"
        if kept:
            query = composition.composed(name, KEPT)
            bound = {"made_of": self._made_of(), "pictures": kept}
            self._cursor.execute(f"{how}\n{query.text}", bound)
            how = f"insert into {name} by name"
        with self._only([day for day in self._bound["pictures"] if day not in kept]):
            self._make(name, how)

    def _kept_pictures(self) -> list[date]:
        held = self._held()
        return held.states if held else []

    def _held(self) -> snapshots.Held | None:
        own = snapshots.names(self._scope)
        if own is None:
            return None
        self.put_at_hand(snapshots.UNITS)
        pictures = self._bound["pictures"]
        return snapshots.in_force(
            self._cursor, own, pictures, self._scope, frozenset({snapshots.UNITS})
        )

    def _made_of(self) -> str:
        own = snapshots.names(self._scope)
        return own.states if own else ""

    @contextmanager
    def _only(self, pictures: Sequence[date]) -> Iterator[None]:
        """For the length of this only these pictures are taken, by the files that suit them."""
        before = self._bound, self._chosen, self._shared, dict(self._at_hand)
        self._chosen = snapshots.chosen(self._scope, self._chosen, pictures)
        self._shared = composition.worth_keeping(self._chosen)
        self._bound = self._bound | {"pictures": list(pictures)} | self._kept_days()
        yield
        self._bound, self._chosen, self._shared, at_hand = before
        for name in self._at_hand.keys() - at_hand.keys():
            self._take_away(name, self._at_hand[name])
        self._at_hand = at_hand

    def _kept_days(self) -> dict[str, Any]:
        own = snapshots.names(self._scope)
        held = self._held()
        if own is None or held is None or not self._chosen >= snapshots.MONTHS:
            return {}
        return {"days_made_of": own.days, "days_until": held.days_until}

    def _run(self, name: str) -> pa.Table:
        query = self._query(name)
        return fetch.rows(self._cursor, query.text, self._named(query))

    def _make(self, name: str, how: str) -> None:
        query = self._query(name)
        self._cursor.execute(f"{how}\n{query.text}", self._named(query))

    def _query(self, name: str) -> Composed:
        """The relation's own query, all that it reads at hand."""
        query = composition.composed(name, self._chosen, self._shared)
        if "month_states" in query.kept and self._are_all_kept():
            self._chosen |= KEPT
            self._shared = composition.worth_keeping(self._chosen)
            self._bound = self._bound | {"made_of": self._made_of()}
            query = composition.composed(name, self._chosen, self._shared)
        for other in query.kept:
            self.put_at_hand(other)
        return query

    def _are_all_kept(self) -> bool:
        """Whether no picture lacks: then the states are read where they lie."""
        if "month_states" in self._at_hand:
            return False
        return len(self._kept_pictures()) == len(self._bound["pictures"])

    def _is_for_the_shelf(self, name: str) -> bool:
        """Whether the relation may serve later questions: many pictures are too large for it."""
        if self._kept is None or composition.about(name, self._chosen).kept in (QUESTION, MONTHS):
            return False
        whole = composition.composed(name, self._chosen)
        return "pictures" not in whole.parameters or len(self._bound["pictures"]) == 1

    def _key(self, name: str) -> tuple[str, str, str]:
        """All that the relation's rows rest on."""
        whole = composition.composed(name, self._chosen)
        return whole.text, self._state, repr(sorted(self._named(whole).items()))

    def _named(self, query: Composed) -> dict[str, Any]:
        return {name: self._bound[name] for name in query.parameters}
