"""Every version that was made, and undoing one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pandas as pd

from data import exact
from data.book import currency, identity, merging, not_sales, quarantined_rows
from data.book.commit import check_ledger, commit
from data.book.tables import VersionScope, statement
from data.book.versions import Stamp, finish, insert_version, next_version, version_event
from data.catalogue import KINDS
from data.clock import now
from data.ledger import Event
from data.refusal import Refused, Unknown
from data.warehouse import Warehouse
from locales import _


class UnknownVersion(Unknown):
    """There is no version of this number."""


class Undone(Refused):
    """The version is undone already, by version `by`."""

    def __init__(self, version: int, by: int) -> None:
        super().__init__(
            _(
                "Version {version} was undone by version {by}. Do: undo {by} to have it back."
            ).format(version=version, by=by)
        )
        self.by = by


class BuiltOn(Refused):
    """Later versions build on this one; `versions` names them."""

    def __init__(self, version: int, later: list[int]) -> None:
        named = ", ".join(map(str, later))
        super().__init__(
            _(
                "Version {version} cannot be undone: {later} build on it. Do: undo {last} first."
            ).format(version=version, later=named, last=later[-1])
        )
        self.versions = later


@dataclass(frozen=True)
class _Made:
    """A version as far as undoing is concerned."""

    version: int
    undoes: int | None
    scope: VersionScope


def versions(warehouse: Warehouse) -> pd.DataFrame:
    """One row a version, newest first.

    Columns of the table versions (made_at in UTC), months (list of ISO months), file_names (list),
    undone_by (the version that undid it, else null), is_in_force.
    """
    with warehouse.cursor() as cursor:
        frame: pd.DataFrame = cursor.sql(statement("history/versions")).to_arrow_table().to_pandas()
    by = _undone_by(
        {int(v): _whole(u) for v, u in zip(frame["version"], frame["undoes"], strict=True)}
    )
    frame["undone_by"] = frame["version"].map(by).astype("Int64")
    frame["is_in_force"] = frame["undone_by"].isna()
    frame["report"] = _with_currencies(warehouse, frame)
    frame["months"] = [json.loads(report)["months"] for report in frame["report"]]
    frame["undoes"] = frame["undoes"].astype("Int64")
    return frame


def _with_currencies(warehouse: Warehouse, frame: pd.DataFrame) -> list[str]:
    """The reports with money by currency, also of versions made before reports kept it.

    Theirs is summed from their rows; where some of these are gone, the report gets `is_across`: its
    amounts are totals across currencies.
    """
    reports: list[str] = frame["report"].tolist()
    for kind in filter(currency.has_currency, frame["kind"].unique()):
        of_kind = frame[frame["kind"] == kind]
        old = of_kind[["currencies" not in json.loads(report) for report in of_kind["report"]]]
        if old.empty:
            continue
        with warehouse.cursor() as cursor:
            by_version = currency.of_versions(cursor, kind, [int(v) for v in old["version"]])
        for place, version in zip(old.index.tolist(), old.to_dict("records"), strict=True):
            parts = by_version[version["version"]]
            money: dict[str, Any] = {"is_across": True}
            if (parts.added, parts.removed) == (version["rows_added"], version["rows_removed"]):
                money = {"currencies": parts.amounts}
            report = json.loads(reports[place], parse_float=Decimal)
            reports[place] = exact.dumps(report | money)
    return reports


def undo(warehouse: Warehouse, version: int, who: str) -> int:
    """Reverse a version; the number of the new version.

    Raises UnknownVersion, Undone, BuiltOn.
    """
    with warehouse.importing(who):
        check_ledger(warehouse)
        return undo_now(warehouse, version, who)


def undo_now(warehouse: Warehouse, version: int, who: str) -> int:
    """Undo for who holds the import lock."""
    stamp = Stamp(who, now())
    event = commit(warehouse, lambda cursor: apply_undo(cursor, version, stamp))
    assert event is not None
    return int(event["version"])


def apply_undo(
    cursor: duckdb.DuckDBPyConnection, undoes: int, stamp: Stamp, is_repeated: bool = False
) -> Event:
    """Write the version that reverses another; the event to do it again.

    `is_repeated`: it was done once, maybe by a release that asked less of it.
    """
    scope = _check(cursor, undoes, is_repeated)
    version = next_version(cursor)
    if scope.kind == merging.KIND:
        merging.undo_merge(cursor, undoes, version)
    else:
        _undo_rows(cursor, undoes, scope, version)
    event = {**version_event(cursor, "undo", scope, version, stamp), "undoes": undoes}
    insert_version(cursor, event, stamp, {})
    return event


def _undo_rows(
    cursor: duckdb.DuckDBPyConnection, undoes: int, scope: VersionScope, version: int
) -> None:
    where = {"version": version, "undoes": undoes}
    close = statement("history/close_added", scope.kind)
    cursor.execute(close, where | scope.bind("source"))
    cursor.execute(statement("history/restore_closed", scope.kind), where)
    quarantined_rows.undo(cursor, undoes, version)
    not_sales.undo(cursor, undoes, version)
    identity.close_names(cursor, scope, version)
    parts = scope.bind("kind", "source", "months")
    cursor.execute(statement("history/restore_names"), where | parts)
    finish(cursor, scope, version)


def _check(cursor: duckdb.DuckDBPyConnection, version: int, is_repeated: bool) -> VersionScope:
    """Kind, source and months of the version, where it can be undone.

    A version that brings back records which it had set aside builds on it in whatever month.
    """
    made = {m.version: m for m in _made(cursor)}
    if version not in made:
        raise UnknownVersion(_("There is no version {version}.").format(version=version))
    undone = _undone_by({m.version: m.undoes for m in made.values()})
    if version in undone:
        raise Undone(version, undone[version])
    later = [m for m in made.values() if m.version > version and m.version not in undone]
    mine = made[version].scope
    taken = cursor.execute(statement("aside/takers"), {"version": version}).fetchall()
    takers = set() if is_repeated else {taker for (taker,) in taken}
    built = sorted(
        m.version
        for m in later
        if _builds_on(m, version) and (m.version in takers or _meet(m.scope, mine))
    )
    if built:
        raise BuiltOn(version, built)
    return mine


def _builds_on(later: _Made, version: int) -> bool:
    """An undo and the later version that it reverses leave the book as it was between them."""
    return later.undoes is None or later.undoes < version


def _meet(one: VersionScope, other: VersionScope) -> bool:
    if (one.kind, one.source) != (other.kind, other.source) or one.kind == merging.KIND:
        return False
    return KINDS[one.kind].is_list or bool(set(one.months) & set(other.months))


def _made(cursor: duckdb.DuckDBPyConnection) -> list[_Made]:
    rows = cursor.execute(statement("history/made")).fetchall()
    return [
        _Made(
            version,
            undoes,
            VersionScope(kind, source, mode, _months(json.loads(report)["months"])),
        )
        for version, undoes, kind, source, mode, report in rows
    ]


def _months(texts: list[str]) -> tuple[date, ...]:
    return tuple(date.fromisoformat(text) for text in texts)


def _undone_by(undoes: Mapping[int, int | None]) -> dict[int, int]:
    """Version -> the version in force that reverses it."""
    undone: dict[int, int] = {}
    for version in sorted(undoes, reverse=True):
        target = undoes[version]
        if target is not None and version not in undone:
            undone[target] = version
    return undone


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)
