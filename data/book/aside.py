"""Records set aside: kept as written with the reason, counted, and given back to be mended."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import pandas as pd

from data.book.tables import Touched, statement
from data.catalogue import KINDS
from data.ledger import Event
from data.reading.aside import mark
from data.reading.seam import Aside, Reading
from data.warehouse import Warehouse
from locales import _


@dataclass(frozen=True)
class Missed:
    """What one file leaves aside. `months`: those that its other records are of."""

    header: tuple[str, ...]
    records: Sequence[Aside]
    months: tuple[date, ...]


@dataclass(frozen=True)
class Asides:
    """What the files of a version leave aside, one entry a file; `mended`: what they bring back."""

    missed: Sequence[Missed] = ()
    mended: Sequence[int] = ()

    @property
    def records(self) -> int:
        """How many records are set aside."""
        return sum(len(missed.records) for missed in self.missed)


def of(readings: Sequence[Reading]) -> Asides:
    """What the readings of one kind of a call leave aside and bring back."""
    missed = [
        Missed(reading.header, reading.aside, tuple(c.month for c in reading.report.months))
        for reading in readings
    ]
    return Asides(missed, [r.mends for r in readings if r.mends is not None])


def write(
    cursor: duckdb.DuckDBPyConnection,
    asides: Asides,
    touched: Touched,
    first_file: int,
    version: int,
) -> None:
    """What the version replaces or mends is missed no more; what it sets aside is."""
    where = touched.bind("kind", "source") | {"version": version}
    if touched.mode == "replace":
        cursor.execute(
            statement("aside/close_replaced"),
            where | touched.bind("months") | {"is_list": KINDS[touched.kind].is_list},
        )
    if asides.mended:
        cursor.execute(statement("aside/close_mended"), where | {"mended": list(asides.mended)})
    for file_id, missed in enumerate(asides.missed, start=first_file):
        span = {
            "first_month": min(missed.months, default=None),
            "last_month": max(missed.months, default=None),
            "header": list(missed.header),
        }
        for record in missed.records:
            said = vars(record) | {"cells": list(record.cells)}
            cursor.execute(statement("aside/insert"), where | span | said | {"file_id": file_id})


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

    CSV in UTF-8 with a byte-order mark. Mended and loaded in add mode, they are missed no more.
    """
    with warehouse.cursor() as cursor:
        found = cursor.execute(statement("aside/records"), {"file_id": file_id}).fetchall()
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for number, (header, cells, reason) in enumerate(found):
        if not number:
            writer.writerow([*header, mark(file_id)])
        width = max(len(header), len(cells))
        writer.writerow([*cells, *[""] * (width - len(cells)), reason])
    return out.getvalue().encode("utf-8-sig")


def wrong_asides(cursor: duckdb.DuckDBPyConnection, done: Sequence[Event]) -> Iterator[str]:
    """Versions whose records set aside are not as many as the ledger says."""
    kept = dict(cursor.execute(statement("aside/added")).fetchall())
    for event in done:
        if event["action"] == "import" and kept.get(event["version"], 0) != event.get("aside", 0):
            yield _("The records set aside by version {n} are not what the ledger says.").format(
                n=event["version"]
            )
