"""Compares the records that arrive with those loaded, month by month: new, changed, removed, known.

The comparison itself is SQL (data/sql/intake/classified*.sql); here it is laid out in tables of a
cursor and summed up. This is where a restated month is found.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

import duckdb
import pyarrow as pa

from data.book.tables import VersionScope, statement
from data.catalogue import KINDS
from data.importing.changes import Change, Share
from data.importing.currencies import split_by_currency
from data.importing.staging import Staged, put

Version = list[tuple[int, datetime]]
"""The number of a version and when it was made; nothing while there is none."""


@dataclass(frozen=True)
class Weighing:
    """What a call does to its months, weighed when `newest` was the newest version of its kind.

    `classified`: what is loaded of each record; kept only where those that are known are skipped.
    """

    newest: Version
    arriving: Sequence[Share]
    changes: Sequence[Change]
    classified: pa.Table | None


def weigh(cursor: duckdb.DuckDBPyConnection, staged: Staged, scope: VersionScope) -> Weighing:
    """Compare staged records with what is loaded, and sum up by month.

    Makes the temporary tables `staged`, `named`, `loaded`, `classified` and `weighed` of this
    cursor, which later steps (sources, restated keys, closed months, movers) read.
    """
    newest = _newest(cursor, scope.kind)
    scope = reaching(cursor, staged, scope)
    is_loaded = _lay_out(cursor, staged, scope)
    arriving = _shares(cursor, scope.kind)
    classified = None
    if is_loaded and scope.mode == "add":
        classified = cursor.sql(statement("intake/classes")).to_arrow_table()
    weighed = _changes(cursor, scope, arriving)
    by_currency = split_by_currency(cursor, staged, scope, arriving, weighed)
    return Weighing(newest, *by_currency, classified)


def reaching(
    cursor: duckdb.DuckDBPyConnection, staged: Staged, scope: VersionScope
) -> VersionScope:
    """The scope with the months that lose a record to a restatement or a cancellation."""
    if not scope.restates and not staged.withdrawn:
        return scope
    put(cursor, staged, scope.kind)
    bound = scope.bind("source", "months")
    months_left = cursor.execute(statement("intake/months_left", scope.kind), bound).fetchall()
    return replace(scope, months=tuple(sorted({*scope.months, *(m for (m,) in months_left)})))


def holds(cursor: duckdb.DuckDBPyConnection, weighing: Weighing, kind: str) -> bool:
    """Whether no version of the kind was made since the comparison, so that it still holds."""
    return _newest(cursor, kind) == weighing.newest


def lay_out_again(
    cursor: duckdb.DuckDBPyConnection, staged: Staged, weighing: Weighing, kind: str
) -> None:
    """Make the tables `staged`, `named` and `weighed` from a comparison that still holds."""
    put(cursor, staged, kind)
    if weighing.classified is not None:
        cursor.register("classified", weighing.classified)
    is_new = weighing.classified is None
    cursor.execute(statement("intake/weighed_new" if is_new else "intake/weighed"))


def _newest(cursor: duckdb.DuckDBPyConnection, kind: str) -> Version:
    return cursor.execute(statement("intake/newest_of_kind"), {"kind": kind}).fetchall()


def _lay_out(cursor: duckdb.DuckDBPyConnection, staged: Staged, scope: VersionScope) -> bool:
    """Make the tables; whether anything is loaded in the months of the scope."""
    put(cursor, staged, scope.kind)
    if KINDS[scope.kind].is_list:
        cursor.execute(statement("intake/loaded_list", scope.kind), scope.bind("source"))
    else:
        parameters = scope.bind("source", "mode", "months")
        cursor.execute(statement("intake/loaded_months", scope.kind), parameters)
    [(is_loaded,)] = cursor.execute(statement("intake/is_loaded")).fetchall()
    if is_loaded:
        _classify(cursor, scope.kind, len(staged.records))
        if scope.restates:
            cursor.execute(statement("intake/restate", scope.kind))
    cursor.execute(statement("intake/weighed" if is_loaded else "intake/weighed_new"))
    cursor.execute(statement("intake/ending", scope.kind))
    return bool(is_loaded)


def _classify(cursor: duckdb.DuckDBPyConnection, kind: str, records: int) -> None:
    """Make the table `classified`: what is loaded of each staged record."""
    # The join by pairs is quick, but wrong where a record stands several times; then it makes more
    # or fewer rows than there are records, and the slower statement counts repeats.
    most = {"most": records + 1}
    cursor.execute(statement("intake/classified_pairs", kind), most)
    [(are_pairs,)] = cursor.execute(statement("intake/are_pairs"), {"records": records}).fetchall()
    if not are_pairs:
        cursor.execute(statement("intake/classified", kind))


def _shares(cursor: duckdb.DuckDBPyConnection, kind: str) -> list[Share]:
    """What each file brings to each month, from the tables that are laid out."""
    return [Share(*row) for row in cursor.execute(statement("intake/arriving", kind)).fetchall()]


def _changes(
    cursor: duckdb.DuckDBPyConnection, scope: VersionScope, arriving: Sequence[Share]
) -> list[Change]:
    """What loading does to each month of the call, from the tables that are laid out."""
    present = {
        month: (records, amount)
        for month, records, amount in cursor.execute(
            statement("intake/present", scope.kind), scope.bind("months")
        ).fetchall()
    }
    ended = {
        month: (records, amount)
        for month, records, amount in cursor.execute(
            statement("intake/ended", scope.kind)
        ).fetchall()
    }
    months: list[date | None] = list(scope.months) or [None]
    return [
        _change(
            scope,
            month,
            [s for s in arriving if s.month == month],
            *present.get(month, (0, None)),
            *ended.get(month, (0, None)),
        )
        for month in months
    ]


def missing_days(cursor: duckdb.DuckDBPyConnection, kind: str) -> list[tuple[date, int, int]]:
    """Month, days loaded now, and how many of them no arriving file has."""
    return cursor.execute(statement("intake/missing_days", kind)).fetchall()


def _change(
    scope: VersionScope,
    month: date | None,
    arriving: Sequence[Share],
    records: int,
    before: Decimal | None,
    ended: int,
    ended_amount: Decimal | None,
) -> Change:
    same = sum(s.same for s in arriving)
    known = sum(s.known for s in arriving)
    total = sum(s.records for s in arriving)
    changed = sum(s.changed for s in arriving)
    if scope.mode == "add":
        changed = min(changed, ended)
        figures = (total - known - changed, changed, ended - changed, known)
        lost = None if ended_amount is None else -ended_amount
        amount = _sum([before, lost, *(s.new_amount for s in arriving)])
    else:
        figures = (total - same - changed, changed, max(0, records - same - changed), 0)
        amount = _sum([s.amount for s in arriving])
    return Change(scope.kind, scope.source, month, *figures, amount, before)


def _sum(amounts: Sequence[Decimal | None]) -> Decimal | None:
    known = [a for a in amounts if a is not None]
    return sum(known, Decimal(0)) if known else None
