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
    periods = [_length(cell) for cell in month.raw.to_pylist()]
    return month.cells.array(pa.array(periods, pa.string())) if any(periods) else None


def blame_other_lengths(sheet: RawTable, kind: Kind, columns: Mapping[str, ParsedColumn]) -> None:
    """Reject the records whose month names a quarter or a year, and whose period another length."""
    month = columns.get(kind.month_column or "") if kind.is_plan else None
    length = columns.get(LENGTH)
    if month is None or length is None:
        return
    of_month = np.array([_length(cell) for cell in month.raw.to_pylist()], dtype=object)
    of_length = np.array(length.values.to_pylist(), dtype=object)
    if not any(of_month):
        return
    here, there = of_month[month.index], of_length[length.index]
    wrong = (here != None) & (there != here)  # noqa: E711 - an array of texts and None

    def problem(place: int) -> Problem:
        row, line = int(sheet.rows[place]), int(sheet.lines[place])
        return Problem(
            row,
            line,
            sheet.name_at(LENGTH, place),
            problems.quoted(length.cell(place)) if length.cell(place).strip() else _("nothing"),
            _("the length of {period}").format(period=problems.quoted(month.cell(place))),
            _("say quarter or year where the month is one, or leave the column out"),
        )

    sheet.blame_all(np.flatnonzero(wrong), problem)


def _length(cell: str) -> str | None:
    """Quarter or year; None for what is a month anyway."""
    period = named(cell.strip())
    return period.length if period and period.months > 1 else None
