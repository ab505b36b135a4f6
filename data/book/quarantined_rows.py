"""Records set aside: kept as written with the reason, counted, and given back to be mended."""

import csv
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import pandas as pd

from data.book.tables import VersionScope, statement
from data.catalogue import KINDS
from data.formula_guard import guarded_cell, unguarded
from data.ingest.error_column import mark, numbered
from data.ingest.model import Correction, QuarantinedRow, Reading
from data.ledger import Event
from data.warehouse import Warehouse
from locales import _


@dataclass(frozen=True)
class Missed:
    """What one file leaves aside. `months`: those that its other records are of."""

    header: tuple[str, ...]
    records: Sequence[QuarantinedRow]
    months: tuple[date, ...]


@dataclass(frozen=True)
class QuarantinedRows:
    """What the files of a version leave aside, one entry a file; `mended`: what they bring back.

    `whole`: whatever comes back of a file, nothing of it is missed any more (as it was once).
    """

    missed: Sequence[Missed] = ()
    mended: Sequence[Correction] = ()
    whole: bool = False

    @property
    def records(self) -> int:
        """How many records are set aside."""
        return sum(len(missed.records) for missed in self.missed)


def of(readings: Sequence[Reading], whole: bool = False) -> QuarantinedRows:
    """What the readings of one kind of a call leave aside and bring back."""
    missed = [
        Missed(reading.header, reading.aside, tuple(c.month for c in reading.report.months))
        for reading in readings
    ]
    return QuarantinedRows(missed, [r.mends for r in readings if r.mends is not None], whole)


def write(
    cursor: duckdb.DuckDBPyConnection,
    asides: QuarantinedRows,
    scope: VersionScope,
    first_file: int,
    version: int,
) -> None:
    """What the version replaces or mends is missed no more; what it sets aside is."""
    where = scope.bind("kind", "source") | {"version": version}
    if scope.mode == "replace":
        cursor.execute(
            statement("aside/close_replaced"),
            where | scope.bind("months") | {"is_list": KINDS[scope.kind].is_list},
        )
    for mended in asides.mended:
        rows = [was for was in returned(cursor, mended).values() if was is not None]
        bound = {"file_id": mended.file_id, "rows": rows, "whole": asides.whole}
        cursor.execute(statement("aside/close_mended"), {"version": version} | bound)
    for file_id, missed in enumerate(asides.missed, start=first_file):
        span = {
            "first_month": min(missed.months, default=None),
            "last_month": max(missed.months, default=None),
            "header": list(missed.header),
        }
        for record in missed.records:
            said = vars(record) | {"cells": list(record.cells)}
            cursor.execute(statement("aside/insert"), where | span | said | {"file_id": file_id})


def returned(cursor: duckdb.DuckDBPyConnection, mended: Correction) -> dict[int, int | None]:
    """Row of a mended file -> the row still set aside that it brings back; None: of none.

    Known by its number; without one it is the record that most of its cells are alike with.
    """
    found = cursor.execute(statement("aside/records"), {"file_id": mended.file_id}).fetchall()
    waiting = {row: set(zip(header, cells, strict=False)) for row, header, cells, _why in found}
    back = {r.row: r.was if r.was in waiting else None for r in mended.records}
    header = tuple(map(unguarded, mended.header))
    for record in mended.records:
        if record.was is None:
            mine = set(zip(header, map(unguarded, record.cells), strict=False))
            back[record.row] = _most_alike(mine, waiting, set(back.values()))
    return back


def _most_alike(
    mine: set[tuple[str, str]],
    waiting: Mapping[int, set[tuple[str, str]]],
    taken: Collection[int | None],
) -> int | None:
    alike = {row: len(mine & cells) for row, cells in waiting.items()}
    likely = [row for row, n in alike.items() if 2 * n >= len(waiting[row])]
    return max(likely, key=lambda row: (row not in taken, alike[row], -row), default=None)


def undo(cursor: duckdb.DuckDBPyConnection, undoes: int, version: int) -> None:
    """Reverse what a version set aside, replaced or brought back mended."""
    where = {"version": version, "undoes": undoes}
    cursor.execute(statement("aside/close_added"), where)
    cursor.execute(statement("aside/restore_closed"), where)


def standing(warehouse: Warehouse) -> pd.DataFrame:
    """The files with records still set aside, newest first.

    Columns file_id, version, file_name, kind, source, records, first_month, last_month (null for
    lists), first_reason.
    """
    with warehouse.cursor() as cursor:
        found: pd.DataFrame = cursor.sql(statement("aside/standing")).to_arrow_table().to_pandas()
    return found


def to_mend(warehouse: Warehouse, file_id: int) -> bytes:
    """The records of a file still set aside, under its own header, with an Error column.

    CSV in UTF-8 with a byte-order mark. Those that came back mended and
    were loaded are missed no more.
    """
    with warehouse.cursor() as cursor:
        found = cursor.execute(statement("aside/records"), {"file_id": file_id}).fetchall()
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for number, (row, header, cells, reason) in enumerate(found):
        if not number:
            writer.writerow([*map(guarded_cell, header), mark(file_id)])
        width = max(len(header), len(cells))
        blanks = [""] * (width - len(cells))
        writer.writerow([*map(guarded_cell, cells), *blanks, numbered(row, reason)])
    return out.getvalue().encode("utf-8-sig")


def wrong_asides(cursor: duckdb.DuckDBPyConnection, done: Sequence[Event]) -> Iterator[str]:
    """Versions whose records set aside are not as many as the ledger says."""
    kept = dict(cursor.execute(statement("aside/added")).fetchall())
    for event in done:
        if event["action"] == "import" and kept.get(event["version"], 0) != event.get("aside", 0):
            yield _("The records set aside by version {n} are not what the ledger says.").format(
                n=event["version"]
            )
