"""Targets in a list whose month names a quarter or a year: how long their period is."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from data.catalogue import Kind
from data.ingest import problems
from data.ingest.rows.raw_table import RawTable
from data.ingest.typing.parse_columns import ParsedColumn
from data.ingest.values.periods import named
from data.report import Problem
from locales import _

LENGTH = "period"
"""The column that says how long a target's period is; blank is a month."""


def lengths(kind: Kind, columns: Mapping[str, ParsedColumn]) -> pa.ChunkedArray | None:
    """The column period as the cells of the month say it, where no column of the file says it."""
    month = columns.get(kind.month_column or "") if kind.is_plan else None
    if month is None or LENGTH in columns:
        return None
    told = [_length(cell) for cell in month.raw.to_pylist()]
    return month.cells.array(pa.array(told, pa.string())) if any(told) else None


def blame_other_lengths(sheet: RawTable, kind: Kind, columns: Mapping[str, ParsedColumn]) -> None:
    """Reject the records whose month names a quarter or a year, and whose period another length."""
    month = columns.get(kind.month_column or "") if kind.is_plan else None
    own = columns.get(LENGTH)
    if month is None or own is None:
        return
    told = np.array([_length(cell) for cell in month.raw.to_pylist()], dtype=object)
    said = np.array(own.values.to_pylist(), dtype=object)
    if not any(told):
        return
    here, there = told[month.index], said[own.index]
    wrong = (here != None) & (there != here)  # noqa: E711 - an array of texts and None

    def problem(place: int) -> Problem:
        row, line = int(sheet.rows[place]), int(sheet.lines[place])
        return Problem(
            row,
            line,
            sheet.name_at(LENGTH, place),
            problems.quoted(own.cell(place)) if own.cell(place).strip() else _("nothing"),
            _("the length of {period}").format(period=problems.quoted(month.cell(place))),
            _("say quarter or year where the month is one, or leave the column out"),
        )

    sheet.blame_all(np.flatnonzero(wrong), problem)


def _length(cell: str) -> str | None:
    """Quarter or year; None for what is a month anyway."""
    found = named(cell.strip())
    return found.length if found and found.months > 1 else None
