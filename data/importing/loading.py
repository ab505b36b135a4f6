"""Writes one kind of a call as one version, inside the transaction of data/book/commit.py."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from data.book import identity, not_sales, quarantined_rows
from data.book.currency import gathered
from data.book.tables import VersionScope, statement
from data.book.versions import Stamp, finish, insert_version, next_version, version_event
from data.catalogue import KINDS
from data.columns.dictionary_column import ROWS
from data.importing import text_digest
from data.importing.changes import Change, Share
from data.importing.diff import Weighing, holds, lay_out_again, weigh
from data.importing.staging import Staged
from data.ledger import Event
from data.refusal import Refused
from data.report import MonthChange, Report
from locales import _

StoredProgress = Callable[[int], None]
AT_ONCE = 4 * ROWS
"""Records that are stored by one statement."""


@dataclass(frozen=True)
class Original:
    """A file of a version: its name, where its bytes lie, hash, size, count of the rows it made."""

    name: str
    path: Path
    sha256: str
    size: int
    accepted: int


@dataclass
class Batch:
    """All files of one kind of a call.

    `scope`: every month that a file has; `id_choices`: name -> id (matches) for names alone;
    `asked`: mapping, answers and settings, all that a rebuild needs to read the files again;
    `memory`: what the next file of the source may reuse; `asides`: the records set aside;
    `weighing`: the comparison of the preview, reused while no newer version was made.
    """

    scope: VersionScope
    staged: Staged
    originals: Sequence[Original]
    reports: Sequence[Report]
    asked: Mapping[str, Any]
    id_choices: Mapping[str, str] = field(default_factory=dict)
    memory: Mapping[str, Any] = field(default_factory=dict)
    asides: quarantined_rows.QuarantinedRows = field(
        default_factory=quarantined_rows.QuarantinedRows
    )
    weighing: Weighing | None = None

    @property
    def again(self) -> set[date | None]:
        """Months (None: the list) that are loaded again although nothing in them changes."""
        return {month and date.fromisoformat(month) for month in self.asked.get("again", ())}


def apply_import(
    cursor: duckdb.DuckDBPyConnection,
    batch: Batch,
    stamp: Stamp,
    progress: StoredProgress = lambda _stored: None,
) -> Event | None:
    """Write a version and return its event for the ledger; None when nothing would change.

    `progress` is called with the count of records stored so far; raising in it cancels. Raises
    Refused when rows and sums written are not those compared.
    """
    weighing = _weighed(cursor, batch)
    arriving = weighing.arriving
    describe(batch.reports, batch.scope, arriving, weighing.changes)
    moving = [c for c in weighing.changes if c.touches or c.month in batch.again]
    if not moving:
        return None
    scope = replace(batch.scope, months=tuple(c.month for c in moving if c.month is not None))
    version = next_version(cursor)
    with ThreadPoolExecutor(1) as beside:
        digest = beside.submit(text_digest.digest, scope.kind, batch.staged)
        _write_rows(cursor, batch, scope, version, progress)
        known = {share.month for share in arriving if share.month and share.known}
        not_sales.write(cursor, batch.reports, scope, known, version)
        identity.write_names(cursor, scope, batch.id_choices, version)
        finish(cursor, scope, version)
    event = {
        **version_event(cursor, "import", scope, version, stamp),
        "asked": dict(batch.asked),
        "told": dict(batch.id_choices),
        "files": [{"name": o.name, "sha256": o.sha256, "bytes": o.size} for o in batch.originals],
        "memory": dict(batch.memory),
        "aside": batch.asides.records,
        "texts": digest.result(),
    }
    _check(event, arriving, moving)
    _remember(cursor, scope, batch.memory)
    _settle_reports(batch.reports, arriving, moving, version)
    insert_version(cursor, event, stamp, _version_report(batch))
    return event


def _weighed(cursor: duckdb.DuckDBPyConnection, batch: Batch) -> Weighing:
    """The comparison of the preview with its tables, made again where a newer version exists."""
    kind, weighing = batch.scope.kind, batch.weighing
    if weighing is None or not holds(cursor, weighing, kind):
        return weigh(cursor, batch.staged, batch.scope)
    lay_out_again(cursor, batch.staged, weighing, kind)
    return weighing


def describe(
    reports: Sequence[Report],
    scope: VersionScope,
    arriving: Sequence[Share],
    weighed: Sequence[Change],
) -> None:
    """Give each report its months; removals of a month are listed with its first file only."""
    removing = {change.month: change for change in weighed}
    for number, report in enumerate(reports):
        report.months = []
        for share in (s for s in arriving if s.file_no == number):
            if share.month is not None:
                report.months.append(_month(share, scope, removing.pop(share.month, None)))
        mine = [part for s in arriving if s.file_no == number for part in s.amounts.items()]
        report.amounts = gathered(mine, None)
    for change in removing.values():
        if change.month is not None and change.touches:
            emptied = MonthChange(change.month, removed=change.removed)
            emptied.amount_before = change.amount_before
            emptied.amounts_before = dict(change.amounts_before)
            reports[0].months.append(emptied)


def _write_rows(
    cursor: duckdb.DuckDBPyConnection,
    batch: Batch,
    scope: VersionScope,
    version: int,
    progress: StoredProgress,
) -> None:
    identity.give_keys(cursor)
    first_file = int(cursor.execute(statement("intake/next_file")).fetchall()[0][0])
    if scope.mode == "replace":
        name = "intake/close_list" if KINDS[scope.kind].is_list else "intake/close_months"
        parts = ("source",) if KINDS[scope.kind].is_list else ("source", "months")
        cursor.execute(statement(name, scope.kind), scope.bind(*parts) | {"version": version})
    if scope.restates or batch.staged.withdrawn:
        bound = scope.bind("source") | {"version": version}
        cursor.execute(statement("intake/close_restated", scope.kind), bound)
    numbers = {"first_file": first_file, "version": version}
    for stored in _inserted(cursor, batch.staged, scope, numbers):
        progress(stored)
    quarantined_rows.write(cursor, batch.asides, scope, first_file, version)
    for number, file in enumerate(batch.originals, start=first_file):
        cursor.execute(
            statement("intake/insert_file"),
            {"file_id": number, "version": version, "file_name": file.name, "bytes": file.size}
            | {"sha256": file.sha256, "accepted": file.accepted},
        )


def _inserted(
    cursor: duckdb.DuckDBPyConnection,
    staged: Staged,
    scope: VersionScope,
    numbers: Mapping[str, int],
) -> Iterator[int]:
    """Insert the staged records in slices; yields how many are stored so far."""
    # DuckDB holds in memory what a statement writes until it ends: one insert would need it all.
    bound = scope.bind("source", "mode", "months") | dict(numbers)
    for first in range(0, len(staged.records), AT_ONCE):
        cursor.register("staged", staged.records.slice(first, AT_ONCE))
        cursor.execute(statement("intake/insert_arrivals", scope.kind), bound)
        yield min(first + AT_ONCE, len(staged.records))
    cursor.register("staged", staged.records)


def _check(event: Event, arriving: Sequence[Share], moving: Sequence[Change]) -> None:
    """Raise Refused unless rows and amounts written are those of the comparison."""
    written = {month["month"]: month for month in event["months"]}
    for change in moving:
        mine = [s for s in arriving if s.month == change.month]
        if event["mode"] == "add":
            rows = sum(s.records - s.known for s in mine)
            amount = sum((s.new_amount or Decimal(0) for s in mine), Decimal(0))
            gone = change.changed + change.removed
        else:
            rows = sum(s.records for s in mine)
            amount = change.amount or Decimal(0)
            gone = None
        totals = written.get(str(change.month) if change.month else None, {})
        kept = (totals.get("rows_added"), Decimal(totals.get("amount_added") or 0))
        if kept != (rows, amount) or gone not in (None, totals.get("rows_removed")):
            raise Refused(
                _("The rows written differ from the rows read; nothing was stored. Do: try again.")
            )


def _remember(
    cursor: duckdb.DuckDBPyConnection, scope: VersionScope, memory: Mapping[str, Any]
) -> None:
    key = scope.bind("source", "kind")
    cursor.execute(statement("intake/forget_mapping"), key)
    content = json.dumps(memory, ensure_ascii=False)
    cursor.execute(statement("intake/remember_mapping"), key | {"content": content})


def _settle_reports(
    reports: Sequence[Report], arriving: Sequence[Share], moving: Sequence[Change], version: int
) -> None:
    changed_months = {change.month for change in moving}
    for number, report in enumerate(reports):
        months = {s.month for s in arriving if s.file_no == number}
        is_loaded = bool(months & changed_months) or not months
        report.status = "loaded" if is_loaded else "unchanged"
        report.version = version if is_loaded else None


def _version_report(batch: Batch) -> dict[str, Any]:
    files = [
        {"sha256": original.sha256, "report": report.to_json() | {"warnings": []}}
        for original, report in zip(batch.originals, batch.reports, strict=True)
    ]
    return {"asked": dict(batch.asked), "files": files}


def _month(share: Share, scope: VersionScope, first: Change | None) -> MonthChange:
    assert share.month is not None
    change = MonthChange(share.month, share.records - share.known, amount=share.amount)
    change.amounts = dict(share.amounts)
    if scope.mode == "replace":
        change.added = share.records - share.same - share.changed
        change.changed = share.changed
    elif scope.restates:
        change.added -= share.changed
        change.changed = share.changed
    if first:
        change.removed, change.amount_before = first.removed, first.amount_before
        change.amounts_before = dict(first.amounts_before)
    return change
