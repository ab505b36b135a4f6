"""Answers of the engine, kept while nothing changed that they rest on.

The key of every kept answer is the home, the newest version, the size of the ledger (it grows with
all that is entered, by a page or on the command line), the day, and the whole scope.
"""

from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from weakref import WeakKeyDictionary

import pandas as pd
import streamlit as st

from analytics import book, engine, periods, uploads
from analytics.scope import Scope
from data import clock
from data.book import history as versions
from data.warehouse import Warehouse
from pages.parts import equal_names

Stamp = tuple[Hashable, ...]
_shelves: WeakKeyDictionary[Warehouse, engine.Kept] = WeakKeyDictionary()


def settled(warehouse: Warehouse, unsettled: Scope) -> Scope:
    """The scope with what it leaves open filled in from the book."""
    return _settle(warehouse, _stamp(warehouse), repr(unsettled), unsettled)


def measured(warehouse: Warehouse, scope: Scope, cut_points: str) -> Scope:
    """A settled scope whose cut-points are each picture's own (moving) or fixed (frozen)."""
    return _measure(warehouse, _stamp(warehouse), repr(scope), scope, cut_points)


def ask(
    warehouse: Warehouse, question: str, scope: Scope, parameters: Mapping[str, Hashable]
) -> pd.DataFrame:
    """The answer to a question for a settled scope."""
    asked = tuple(sorted(parameters.items()))
    return _ask(warehouse, _stamp(warehouse), question, repr(scope), scope, asked)


def since_upload(
    warehouse: Warehouse, scope: Scope, version: int, as_of: date | None
) -> Scope | None:
    """A settled scope compared with the picture before an upload; None where there was none."""
    return _since(warehouse, _stamp(warehouse), repr(scope), scope, version, as_of)


def history(warehouse: Warehouse) -> pd.DataFrame:
    """The data versions of the book."""
    return _history(warehouse, _stamp(warehouse))


def has_base(scope: Scope, pictures_back: int = 1) -> bool:
    """Whether the book reaches back over the window compared with, by the rule of the sales pages.

    Twelve months against three would be growth that nobody had. `pictures_back` 2 asks for the
    window before that one too, which a change of retention rests on.
    """
    for _picture in range(pictures_back):
        if not periods.has_base(scope):
            return False
        assert scope.compare_as_of is not None
        scope = scope.at(scope.compare_as_of)
    return True


def joined(now: pd.DataFrame, then: pd.DataFrame, on: Sequence[str]) -> pd.DataFrame:
    """The answer of now with the numbers of then in columns that end in `_before`.

    Missing where there was no such row; a column that the answer has of itself stays its own.
    """
    numbers = [c for c in then.select_dtypes("number") if f"{c}_before" not in now and c not in on]
    renamed = then[[*on, *numbers]].rename(columns={c: f"{c}_before" for c in numbers})
    return now.merge(renamed, how="left", on=list(on))


def _stamp(warehouse: Warehouse) -> Stamp:
    ledger = warehouse.home / "ledger.jsonl"
    size = ledger.stat().st_size if ledger.exists() else 0
    return (str(warehouse.home), warehouse.version(), size, clock.today())


@st.cache_data(max_entries=20, show_spinner=False)
def _history(_warehouse: Warehouse, stamp: Stamp) -> pd.DataFrame:
    return versions.versions(_warehouse)


@st.cache_data(max_entries=500, show_spinner=False)
def _settle(_warehouse: Warehouse, stamp: Stamp, key: str, _scope: Scope) -> Scope:
    with _warehouse.cursor() as cursor:
        return book.settle(cursor, _scope)


@st.cache_data(max_entries=100, show_spinner=False)
def _measure(
    _warehouse: Warehouse, stamp: Stamp, key: str, _scope: Scope, cut_points: str
) -> Scope:
    with _warehouse.cursor() as cursor:
        measure = book.moving if cut_points == "moving" else book.frozen
        return measure(cursor, _scope)


@st.cache_data(max_entries=100, show_spinner=False)
def _since(
    _warehouse: Warehouse,
    stamp: Stamp,
    key: str,
    _scope: Scope,
    version: int,
    as_of: date | None,
) -> Scope | None:
    with _warehouse.cursor() as cursor:
        return uploads.since(cursor, _scope, version, as_of)


@st.cache_data(max_entries=400, show_spinner=False)
def _ask(
    _warehouse: Warehouse,
    stamp: Stamp,
    question: str,
    key: str,
    _scope: Scope,
    parameters: tuple[tuple[str, Hashable], ...],
) -> pd.DataFrame:
    with _warehouse.cursor() as cursor:
        kept = _shelves.setdefault(_warehouse, engine.Kept())
        answer = engine.ask(cursor, question, _scope, kept, **dict(parameters))
    return equal_names.with_ids(answer)
