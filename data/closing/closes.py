"""The official close of a month: the version that people stand by, with its figures.

Closing and reopening are ledger events with their whole content, so that every later difference
can name the closed figure, and a rebuilt book knows its closes.
"""

import os
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import duckdb
import pandas as pd

from data.book.commit import check_ledger, commit
from data.book.history import UnknownVersion
from data.book.merging import lay_out_units
from data.book.tables import statement
from data.book.versions import Stamp, next_version
from data.clock import now, today
from data.closing import authority
from data.ledger import Event
from data.refusal import Refused
from data.warehouse import Warehouse
from locales import _

ACTIONS = ("close", "reopen")


def close(warehouse: Warehouse, month: date, who: str, version: int | None = None) -> Event:
    """Mark a version (the newest unless told) as the close of a month; the event with the figures.

    Raises Refused when the month is closed, not over or without sales; UnknownVersion.
    """
    stamp = Stamp(who, now())
    return _do(warehouse, lambda cursor: _close(cursor, month.replace(day=1), version, stamp), who)


def reopen(warehouse: Warehouse, month: date, who: str) -> Event:
    """End the close of a month. Raises Refused when it is not closed."""
    stamp = Stamp(who, now())
    return _do(warehouse, lambda cursor: _reopen(cursor, month.replace(day=1), stamp), who)


def figures(warehouse: Warehouse, month: date, version: int) -> list[dict[str, Any]]:
    """What a month holds at a version, one row a currency: net_sales, lines, accounts."""
    with warehouse.cursor() as cursor:
        return _figures(cursor, month.replace(day=1), version)


def closings(warehouse: Warehouse) -> pd.DataFrame:
    """Every close, newest month first, one row a currency.

    Columns of the table closings: instants in UTC, money as decimals; reopened_at is missing for
    the close in force.
    """
    with warehouse.cursor() as cursor:
        frame: pd.DataFrame = cursor.sql(statement("closing/closings")).to_arrow_table().to_pandas()
    return frame


def open_months(warehouse: Warehouse) -> list[date]:
    """The months that are over, hold sales and are not closed, earliest first."""
    return [month for month, is_closed in _months(warehouse) if not is_closed]


def next_month(warehouse: Warehouse) -> date | None:
    """The month to close next: the first open one after the last closed; at first the latest."""
    months = _months(warehouse)
    closed = [month for month, is_closed in months if is_closed]
    open_ones = [month for month, is_closed in months if not is_closed]
    if not closed:
        return open_ones[-1] if open_ones else None
    later = [month for month in open_ones if month > closed[-1]]
    return later[0] if later else None


def apply_closing(cursor: duckdb.DuckDBPyConnection, event: Event) -> Event:
    """Do what an event says."""
    made_at = _instant(event)
    if event["action"] == "reopen":
        cursor.execute(
            statement("closing/reopen"),
            {"month": event["month"], "reopened_at": made_at, "reopened_by": event["who"]},
        )
        return event
    for figures in event["figures"]:
        cursor.execute(
            statement("closing/insert_closing"),
            {
                "month": event["month"],
                "version": event["at_version"],
                "closed_at": made_at,
                "closed_by": event["who"],
                **figures,
            },
        )
    return event


def wrong_closings(cursor: duckdb.DuckDBPyConnection, done: Sequence[Event]) -> Iterator[str]:
    """A sentence when the closes in the book are not those of the ledger."""
    expected: list[dict[str, Any]] = []
    for event in done:
        if event["action"] == "close":
            expected.extend(_expected_rows(event))
        elif event["action"] == "reopen":
            for row in expected:
                if row["month"] == event["month"] and row["reopened_at"] is None:
                    row |= {"reopened_at": _instant(event), "reopened_by": event["who"]}
    result = cursor.execute(statement("closing/closings"))
    names = [column[0] for column in result.description or ()]
    kept = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    kept = [row | {"month": row["month"].isoformat()} for row in kept]
    if sorted(map(_key, expected)) != sorted(map(_key, kept)):
        yield _("The closed months are not what the ledger says.")


def _do(warehouse: Warehouse, apply: Any, who: str) -> Event:
    with warehouse.importing(who):
        check_ledger(warehouse)
        with warehouse.cursor() as cursor:
            authority.check(cursor, who)
        event = commit(warehouse, apply)
    assert event is not None
    return event


def _close(
    cursor: duckdb.DuckDBPyConnection, month: date, version: int | None, stamp: Stamp
) -> Event:
    newest = next_version(cursor) - 1
    version = newest if version is None else version
    name = f"{month:%Y-%m}"
    if version != newest and not 0 < version < newest:
        raise UnknownVersion(_("There is no version {version}.").format(version=version))
    if (month.year, month.month) >= (today().year, today().month):
        raise Refused(_("{month} is not over. Do: close it next month.").format(month=name))
    closed = _closed(cursor, month)
    if closed:
        raise Refused(
            _("{month} is closed already, at version {version}. Do: reopen it first.").format(
                month=name, version=closed[0]
            )
        )
    figures = _figures(cursor, month, version)
    if not figures:
        raise Refused(
            _("No sales of {month} are loaded at version {version}. Do: load the month.").format(
                month=name, version=version
            )
        )
    kept = [row | {"net_sales": str(row["net_sales"])} for row in figures]
    return apply_closing(cursor, _event("close", month, version, stamp) | {"figures": kept})


def _reopen(cursor: duckdb.DuckDBPyConnection, month: date, stamp: Stamp) -> Event:
    closed = _closed(cursor, month)
    if closed is None:
        raise Refused(_("{month} is not closed.").format(month=f"{month:%Y-%m}"))
    return apply_closing(cursor, _event("reopen", month, closed[0], stamp))


def _figures(cursor: duckdb.DuckDBPyConnection, month: date, version: int) -> list[dict[str, Any]]:
    currency = os.environ.get("OCTANT_CURRENCY") or None
    lay_out_units(cursor, version)
    bound = {"month": month, "version": version, "book_currency": currency}
    names = ("currency", "net_sales", "lines", "accounts")
    rows = cursor.execute(statement("closing/figures"), bound).fetchall()
    return [dict(zip(names, row, strict=True)) for row in rows]


def _event(action: str, month: date, version: int, stamp: Stamp) -> Event:
    """`at_version` is the version looked at: a close makes none of its own."""
    return {
        "action": action,
        "month": month.isoformat(),
        "at_version": version,
        "who": stamp.who,
        "made_at": stamp.made_at.isoformat(),
    }


def _closed(cursor: duckdb.DuckDBPyConnection, month: date) -> tuple[Any, ...] | None:
    """Version of the close in force, and its net sales in words, one text a currency."""
    row: tuple[Any, ...] | None = cursor.execute(
        statement("closing/closed"), {"month": month}
    ).fetchone()
    return row


def _months(warehouse: Warehouse) -> list[tuple[date, bool]]:
    """The months with sales that are over, and whether each is closed; earliest first."""
    first = today().replace(day=1)
    with warehouse.cursor() as cursor:
        rows = cursor.execute(statement("closing/months")).fetchall()
    return [(month, is_closed) for month, _lines, is_closed in rows if month < first]


def _expected_rows(event: Event) -> list[dict[str, Any]]:
    """The rows that the table of closes must have for an event of the ledger."""
    return [
        {
            "month": event["month"],
            "version": event["at_version"],
            "closed_at": _instant(event),
            "closed_by": event["who"],
            **figures,
            "net_sales": Decimal(figures["net_sales"]),
            "reopened_at": None,
            "reopened_by": None,
        }
        for figures in event["figures"]
    ]


def _key(row: dict[str, Any]) -> list[str]:
    return [f"{name}={row[name]}" for name in sorted(row)]


def _instant(event: Event) -> datetime:
    """When it was made, as the tables keep it: UTC without saying so."""
    return datetime.fromisoformat(event["made_at"]).replace(tzinfo=None)
