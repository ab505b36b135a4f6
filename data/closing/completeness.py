"""Whether a month is all there, before it is closed: what usually sells and now does not."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from data.book.tables import statement
from data.warehouse import Warehouse


@dataclass(frozen=True)
class Missing:
    """A value that sold in `months` of the six months before, and in the month not at all."""

    dimension: str
    """salesperson, region or category."""
    value: str
    months: int
    last_order_on: date


@dataclass(frozen=True)
class Person:
    """A salesperson of the last twelve months: the last order, and the lines of the month."""

    salesperson: str
    last_order_on: date
    lines: int


@dataclass(frozen=True)
class Completeness:
    """What speaks against closing a month yet; `is_usual` when nothing does."""

    month: date
    version: int
    missing: tuple[Missing, ...]
    salespeople: tuple[Person, ...]
    days_without_lines: int
    usual_days_without_lines: float | None
    """Median of the twelve months before; None for the first month of the book."""
    last_line_on: date | None
    unusual_days: tuple[date, ...]
    """Days without a line on whose weekday lines are usual."""
    set_aside: int = 0
    """Rows set aside that are, or may be, of the month: they count nowhere."""

    @property
    def is_usual(self) -> bool:
        """Whether something sold, nothing that usually sells is silent, no more days than usual are
        empty, and no row is set aside."""
        speaks_against = self.missing or self.has_empty_days or self.set_aside
        return self.has_lines and not speaks_against

    @property
    def has_lines(self) -> bool:
        """Whether the month holds any sales."""
        return self.last_line_on is not None

    @property
    def has_empty_days(self) -> bool:
        """Whether more days than usual are without a line."""
        usual = self.usual_days_without_lines
        return usual is not None and self.days_without_lines > usual and bool(self.unusual_days)


def check(warehouse: Warehouse, month: date, version: int | None = None) -> Completeness:
    """Looks at a month at a version, the newest unless told."""
    month = month.replace(day=1)
    version = warehouse.version() if version is None else version
    where = {"month": month, "version": version}
    with warehouse.cursor() as cursor:
        missing = _rows(cursor, "closing/missing_values", where)
        people = _rows(cursor, "closing/salespeople", where)
        days = _rows(cursor, "closing/days", where)[0]
        aside = _rows(cursor, "closing/set_aside", where)[0]["records"]
    return Completeness(
        month,
        version,
        tuple(Missing(**row) for row in missing),
        tuple(Person(**row) for row in people),
        days["days_without_lines"] or 0,
        days["usual_days_without_lines"],
        days["last_line_on"],
        tuple(days["unusual_days"]),
        aside,
    )


def _rows(
    cursor: duckdb.DuckDBPyConnection, name: str, where: dict[str, object]
) -> list[dict[str, Any]]:
    result = cursor.execute(statement(name), where)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
