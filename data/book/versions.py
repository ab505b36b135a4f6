"""A data version: its number, its row, and what the ledger says of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import duckdb

from data import exact
from data.book import currency, identity, rollups
from data.book.tables import VersionScope, statement
from data.catalogue import KINDS
from data.ledger import Event


@dataclass(frozen=True)
class Stamp:
    """Who made a version, and when (UTC, aware)."""

    who: str
    made_at: datetime

    def bind(self) -> dict[str, object]:
        return {"who": self.who, "made_at": self.made_at.replace(tzinfo=None)}


def next_version(cursor: duckdb.DuckDBPyConnection) -> int:
    """The number of the version that this transaction makes."""
    return int(cursor.execute(statement("warehouse/newest_version")).fetchall()[0][0]) + 1


def finish(cursor: duckdb.DuckDBPyConnection, scope: VersionScope, version: int) -> None:
    """What follows from the rows in force: adoptions and roll-ups."""
    identity.adopt(cursor, version)
    if scope.kind == "sales":
        rollups.refresh(cursor, scope.months)


def version_months(
    cursor: duckdb.DuckDBPyConnection, kind: str, version: int
) -> list[dict[str, Any]]:
    """What a version added and removed month by month, amounts as text, as the ledger keeps it.

    Nothing for versions that merge accounts.
    """
    if kind not in KINDS:
        return []
    result = cursor.execute(statement("intake/version_months", kind), {"version": version})
    names = ("month", "rows_added", "rows_removed", "amount_added", "amount_removed")
    return [
        {
            n: v if isinstance(v, int) or v is None else str(v)
            for n, v in zip(names, row, strict=True)
        }
        for row in result.fetchall()
    ]


def version_event(
    cursor: duckdb.DuckDBPyConnection, action: str, scope: VersionScope, version: int, stamp: Stamp
) -> Event:
    """What the ledger says of any version, read back from its rows."""
    months = version_months(cursor, scope.kind, version)
    return {
        "action": action,
        "version": version,
        "made_at": stamp.made_at.isoformat(),
        "who": stamp.who,
        "kind": scope.kind,
        "source": scope.source,
        "mode": scope.mode,
        "months": months,
        "rows_added": sum(m["rows_added"] for m in months),
        "rows_removed": sum(m["rows_removed"] for m in months),
        "amount_added": _total(months, "amount_added"),
        "amount_removed": _total(months, "amount_removed"),
    }


def insert_version(
    cursor: duckdb.DuckDBPyConnection, event: Event, stamp: Stamp, details: Mapping[str, Any]
) -> None:
    """The row of a version, from its event; `details` join the months in its report."""
    months = [month["month"] for month in event["months"] if month["month"]]
    report: dict[str, Any] = {"months": months, **details}
    parts = currency.of_versions(cursor, event["kind"], [event["version"]])
    if event["version"] in parts:
        report["currencies"] = parts[event["version"]].amounts
    names = ("version", "action", "kind", "source", "mode")
    sums = ("rows_added", "rows_removed", "amount_added", "amount_removed")
    cursor.execute(
        statement("intake/insert_version"),
        {name: event[name] for name in (*names, *sums)}
        | stamp.bind()
        | {"undoes": event.get("undoes"), "report": exact.dumps(report)},
    )


def _total(months: Sequence[Mapping[str, Any]], name: str) -> str | None:
    known = [Decimal(m[name]) for m in months if m[name] is not None]
    return str(sum(known, Decimal(0))) if known else None
