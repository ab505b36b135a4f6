"""Which month-ends are kept of each account, under which name, and whether they still hold.

What is kept rests on a scope's ruler, window, currency and level, never on its filters or its day:
so one name serves every reader. Its digest holds the queries themselves, so that a changed rule or
file is another name, and what was kept under the old one is never read again.
"""

import hashlib
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from analytics import book, composition
from analytics.binding import parameters
from analytics.scope import WHAT, WHO, Scope, month_end

MONTHS = frozenset({"months"})
SEVERAL = frozenset({"months", "several"})
FREE = {"pictures", "as_of", "version", "has_who", "key_accounts_only", *WHO.values()}
FREE |= {*WHAT.values(), "days_made_of", "days_until"}
"""Parameters on which a picture of a month-end does not rest."""
DAWN = date(1, 1, 1)
UNITS = "account_units"
"""The relation that says who counts as whom: what is kept rests on it."""


@dataclass(frozen=True)
class Held:
    """What is kept of a scope and still holds: pictures, and order days up to a month-end."""

    states: list[date]
    days_until: date


@dataclass(frozen=True)
class Names:
    """Under which names the states and the order days of a scope are kept."""

    states: str
    days: str


def names(scope: Scope) -> Names | None:
    """The names for a settled scope; None where its filters change the scores themselves."""
    if scope.has_what or (scope.ruler.population == "scope" and scope.has_who):
        return None
    assert scope.version is not None
    method = book.variations(scope, scope.version)
    bound = parameters(scope)
    return Names(
        _digest("month_states", (method, method | MONTHS, method | SEVERAL), bound),
        _digest("account_days", (MONTHS,), bound),
    )


def chosen(scope: Scope, variations: frozenset[str], pictures: Sequence[date]) -> frozenset[str]:
    """The files that make the states of these pictures: those for months where all are ends."""
    if names(scope) is None or any(day != month_end(day) for day in pictures):
        return variations
    return variations | (SEVERAL if len(pictures) > 1 else MONTHS)


def in_force(
    cursor: duckdb.DuckDBPyConnection,
    own: Names,
    pictures: Sequence[date],
    scope: Scope,
    kept: frozenset[str] = frozenset(),
) -> Held:
    """What is kept under a scope's names and still holds.

    `kept`: UNITS where they are at hand on the cursor.
    """
    every = month_ends(scope)
    asked = sorted({*every, *pictures})
    names = [own.states, own.days]
    rows = set(_rows(cursor, "months_in_force", asked, scope, kept, names=names))
    return Held(
        [day for day in pictures if (own.states, day) in rows],
        _without_a_hole(every, {day for name, day in rows if name == own.days}),
    )


def facts(
    cursor: duckdb.DuckDBPyConnection,
    pictures: Sequence[date],
    scope: Scope,
    kept: frozenset[str] = frozenset(),
) -> list[tuple[date, int, int, str]]:
    """What each picture rests on: day, facts_version, keys_to, units. `kept` as for `in_force`."""
    return _rows(cursor, "month_facts", pictures, scope, kept)


def _without_a_hole(every: Sequence[date], kept: Set[date]) -> date:
    until = DAWN
    for end in every:
        if end not in kept:
            break
        until = end
    return until


def month_ends(scope: Scope) -> list[date]:
    """Every month-end from the book's first order up to the as-of date, earliest first."""
    assert scope.as_of is not None
    if scope.book is None or scope.book.first_order_on is None:
        return []
    ends, day = [], month_end(scope.book.first_order_on)
    while day <= scope.as_of:
        ends.append(day)
        day = month_end(date(day.year + day.month // 12, day.month % 12 + 1, 1))
    return ends


def _digest(name: str, variations: Sequence[frozenset[str]], bound: Mapping[str, Any]) -> str:
    queries = [composition.composed(name, chosen) for chosen in variations]
    named = frozenset().union(*(query.parameters for query in queries)) - FREE
    said = [query.text for query in queries] + [f"{key}={bound[key]}" for key in sorted(named)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:24]


def _rows(
    cursor: duckdb.DuckDBPyConnection,
    name: str,
    pictures: Sequence[date],
    scope: Scope,
    kept: frozenset[str],
    **given: Any,
) -> list[Any]:
    assert scope.book is not None
    query = composition.composed(name, frozenset(), kept)
    bound = parameters(scope) | {"pictures": list(pictures)} | given
    return cursor.execute(query.text, {key: bound[key] for key in query.parameters}).fetchall()
