"""Counts the lines that exports hold and that are no sales, so that every page can name them.

Which lines these are is settled while a file is read; here their number is kept by month, and
ends with the version that brought it, or with the one that replaces the month.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date

import duckdb

from data.book.tables import VersionScope, statement
from data.report import Report


def write(
    cursor: duckdb.DuckDBPyConnection,
    reports: Sequence[Report],
    scope: VersionScope,
    known_months: Collection[date],
    version: int,
) -> None:
    """Keep how many lines of its months a version leaves out, in place of what was left out there.

    `known_months`: those of which some records are loaded already. A file that adds to them is
    taken to hold what the one before left out, and more: only the difference is new.
    """
    lines = _by_month(reports, scope.months)
    if scope.mode == "replace":
        months = {"months": sorted({*scope.months, *lines})}
        bound = scope.bind("kind", "source") | months | {"version": version}
        cursor.execute(statement("not_sales/close_replaced"), bound)
    elif lines:
        lines = _beyond(lines, _known(cursor, scope), known_months)
    for month, count in sorted(lines.items()):
        bound = scope.bind("kind", "source") | {"month": month, "lines": count}
        cursor.execute(statement("not_sales/insert"), bound | {"version": version})


def undo(cursor: duckdb.DuckDBPyConnection, undoes: int, version: int) -> None:
    """Reverse what a version left out or replaced."""
    where = {"version": version, "undoes": undoes}
    cursor.execute(statement("not_sales/close_added"), where)
    cursor.execute(statement("not_sales/restore_closed"), where)


def _by_month(reports: Sequence[Report], months: Sequence[date]) -> dict[date, int]:
    """Lines left out by month. Those without a date count for the last month that changes; a month
    of which all other lines are loaded just so has its count already."""
    counts: Counter[date] = Counter()
    for report in reports:
        unchanged = {change.month for change in report.months} - set(months)
        for part in report.not_sales:
            month = part.month or max(months, default=None)
            if month is not None and month not in unchanged:
                counts[month] += part.rows
    return dict(counts)


def _known(cursor: duckdb.DuckDBPyConnection, scope: VersionScope) -> dict[date, int]:
    parts = scope.bind("kind", "source")
    return dict(cursor.execute(statement("not_sales/known"), parts).fetchall())


def _beyond(
    lines: Mapping[date, int], known: Mapping[date, int], known_months: Collection[date]
) -> dict[date, int]:
    """The lines beyond those that are left out already, in months that were loaded before."""
    new = {
        month: count - known.get(month, 0) if month in known_months else count
        for month, count in lines.items()
    }
    return {month: count for month, count in new.items() if count > 0}
