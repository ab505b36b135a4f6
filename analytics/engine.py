"""Asks questions: composes the SQL, binds the scope, answers with a table.

One cursor and one snapshot an ask: nobody sees half an import, and the roll-up is used only while
it speaks of the very version asked for.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from analytics import binding, book, composition, decimals
from analytics.cache import Kept
from analytics.composition import Composed, Header, UnknownRelation
from analytics.scope import Scope
from analytics.steps import Steps
from data.book.engine import within
from data.refusal import Refused
from locales import _

__all__ = [
    "Header",
    "Kept",
    "TooSlow",
    "UnknownRelation",
    "WrongParameter",
    "about",
    "ask",
    "frame",
    "questions",
    "sql_of",
    "table",
]

PATIENCE = 30
"""Seconds that a question may take."""
EARLIER = {"earlier_states", "earlier_unassigned"}
"""The relations that speak of the picture compared with in a migration."""
UNMOVED = "unmoved_accounts"
"""The relation that speaks of the frozen ruler, whatever ruler is asked about."""
TEXT = {pa.string(): pd.Series([], dtype="str").dtype}
NULLABLE = TEXT | {
    pa.int32(): pd.Int64Dtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.bool_(): pd.BooleanDtype(),
}


class TooSlow(Refused):
    """A question was stopped after PATIENCE seconds."""


class WrongParameter(TypeError):  # noqa: N818
    """A question was given parameters it does not know, or lacks some that it needs."""

    def __init__(
        self, question: str, unknown: list[str], missing: list[str], own: list[str]
    ) -> None:
        super().__init__(f"{question}: unknown {unknown}, missing {missing}, its own {own}")
        self.unknown = unknown
        self.missing = missing
        self.own = own


def table(
    connection: duckdb.DuckDBPyConnection,
    question: str,
    scope: Scope,
    kept: Kept | None = None,
    /,
    **parameters: Any,
) -> pa.Table:
    """The answer as an Arrow table: money as decimals, days as date32.

    An open scope is settled first. `parameters` are the question's own ($account_id …) or stand
    in place of the scope's ($pictures …). Relations that questions share are taken from `kept`,
    and left there for the next question. Raises UnknownRelation, WrongParameter, TooSlow.
    """
    with within(connection) as cursor:
        cursor.begin()
        settled = book.settle(cursor, scope)
        chosen = book.variations(settled, book.newest_version(cursor))
        whole = composition.composed(question, chosen)
        bound = _bound(question, whole, settled, parameters)
        with _in_time(cursor):
            steps = Steps(cursor, kept or Kept(), chosen, bound, settled)
            for name, rows in _earlier(connection, whole, settled, kept):
                steps.bring(name, rows)
            if UNMOVED in whole.relations and settled.ruler.is_moving:
                still = book.frozen(cursor, settled)
                if not still.ruler.is_moving:  # a picture of nobody gives no cut-points to freeze
                    steps.bring(UNMOVED, table(connection, UNMOVED, still, kept))
            if whole.pictures_of is not None and "pictures" not in parameters:
                needed = steps.answer(whole.pictures_of).column(0).to_pylist()
                bound["pictures"] = [day for day in bound["pictures"] if day in needed]
            answer = steps.answer(question)
        cursor.rollback()
    return answer


def ask(
    connection: duckdb.DuckDBPyConnection,
    question: str,
    scope: Scope,
    kept: Kept | None = None,
    /,
    **parameters: Any,
) -> pd.DataFrame:
    """The answer as a frame, see `frame`; otherwise as `table`."""
    return frame(table(connection, question, scope, kept, **parameters))


def frame(answer: pa.Table) -> pd.DataFrame:
    """Money and ratios as float64, days as datetime.date (None where missing), text as str.

    Whole numbers are int64, or Int64 where some are missing; flags likewise bool or boolean.
    """
    columns = zip(answer.column_names, answer.columns, strict=True)
    return pd.DataFrame({name: _series(column) for name, column in columns})


def sql_of(question: str, scope: Scope) -> str:
    """The whole query that answers a question for a settled scope, parameters as $names."""
    assert scope.book is not None
    return composition.composed(question, book.variations(scope, scope.book.newest_version)).text


def about(question: str) -> Header:
    """What the question's file says of itself. Raises UnknownRelation."""
    return composition.about(question)


def questions() -> list[str]:
    """The names of all questions, sorted."""
    return list(composition.questions())


def _earlier(
    connection: duckdb.DuckDBPyConnection, query: Composed, scope: Scope, kept: Kept | None
) -> Iterator[tuple[str, pa.Table]]:
    """What the query reads of the picture compared with, where another data version has it."""
    if scope.compare_version is None:
        return
    day = scope.migrated_from
    earlier = replace(
        scope.at(day), version=scope.compare_version, compare="last_year", compare_version=None
    )
    for name in EARLIER & set(query.relations):
        parameters = {"pictures": [day], "migrated_from": day}
        yield name, table(connection, name, earlier, kept, **parameters)


@contextmanager
def _in_time(cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Stops what takes longer than anybody waits, and says so."""
    is_over = threading.Event()

    def stop() -> None:
        is_over.set()
        cursor.interrupt()

    timer = threading.Timer(PATIENCE, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    except duckdb.InterruptException:
        if not is_over.is_set():
            raise
        raise TooSlow(
            _(
                "The question was stopped after {n} seconds. "
                "Do: choose a shorter window or fewer accounts, or ask again when less is going on."
            ).format(n=PATIENCE)
        ) from None
    finally:
        timer.cancel()


def _bound(
    question: str, query: composition.Composed, scope: Scope, given: dict[str, Any]
) -> dict[str, Any]:
    every = binding.parameters(scope)
    every["pictures"] = binding.pictures(scope, query.month_ends)
    own = sorted(query.parameters - every.keys())
    unknown = sorted(given.keys() - query.parameters)
    missing = sorted(set(own) - given.keys())
    if unknown or missing:
        raise WrongParameter(question, unknown, missing, own)
    every |= given
    return {name: every[name] for name in query.parameters}


def _series(column: pa.ChunkedArray) -> "pd.Series[Any]":
    kind = column.type
    if pa.types.is_decimal(kind):
        column = decimals.floats(column) if kind.scale else column.cast("int64")
    mapper = NULLABLE.get if column.null_count else TEXT.get
    series: pd.Series[Any] = column.to_pandas(types_mapper=mapper)
    return series
