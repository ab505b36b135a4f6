"""Bad records set aside, as wished, so that the good ones of a file can be loaded without them.

Only single records can be: a file that is cut off, or whose dates or quotes are in doubt, stays
refused. Given back mended, they are known by the head of the column that names what was wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from data.catalogue import Kind
from data.reading.seam import Aside
from data.reading.text.records import Broken, records
from locales import _

if TYPE_CHECKING:
    from data.reading.sheet import Sheet
    from data.reading.typed import Typed

_MARK = re.compile(r"(?:Error|错误)(?: #(\d+))?")


def mark(file_id: int | None = None) -> str:
    """The head of the column of reasons in a file given back to be mended."""
    return _("Error") if file_id is None else f"{_('Error')} #{file_id}"


def is_mark(header: str) -> bool:
    """Whether a header is that of our own column of reasons."""
    return bool(_MARK.fullmatch(header.strip()))


def mends(headers: Sequence[str]) -> int | None:
    """The file whose records set aside a file with these headers gives back."""
    found = [_MARK.fullmatch(header.strip()) for header in headers]
    return next((int(match[1]) for match in found if match and match[1]), None)


def set_aside(
    sheet: Sheet, kind: Kind, columns: Mapping[str, Typed], accepted: int, is_wished: bool
) -> bool:
    """Whether the bad records of a file are set aside; else they refuse it.

    They can be where all are listed, none puts the file in doubt, and good ones remain.
    """
    reading = sheet.head.reading
    report = reading.report
    report.can_set_aside = (
        accepted > 0
        and report.status != "refused"
        and sheet.problems_total == len(sheet.problems)
        and not any(problem.is_of_file for problem in sheet.problems)
    )
    if not (is_wished and report.can_set_aside):
        return False
    reading.header = tuple(sheet.head.header.cells)
    reading.aside = _records(sheet, _months(sheet, kind, columns))
    report.aside = len(reading.aside)
    return True


def _records(sheet: Sheet, months: Mapping[int, date]) -> list[Aside]:
    """The bad records in their order, read again as they stand in the file."""
    reasons: dict[int, list[str]] = {}
    lines: dict[int, int | None] = {}
    for problem in sheet.problems:
        row = problem.row or 0
        reasons.setdefault(row, []).append(problem.sentence(sheet.head.file.name))
        lines[row] = problem.line
    found = []
    for row, (_line, cells) in enumerate(records(sheet.head.source, sheet.head.delimiter), 1):
        if row in reasons:
            written = (cells.text,) if isinstance(cells, Broken) else tuple(cells)
            said = " ".join(reasons[row])
            found.append(Aside(row, lines[row], months.get(row), written, said))
    return found


def _months(sheet: Sheet, kind: Kind, columns: Mapping[str, Typed]) -> dict[int, date]:
    """Row -> month, of the bad records whose date can be read."""
    own = columns.get(kind.month_column or "")
    if own is None:
        return {}
    places = np.flatnonzero(np.isin(sheet.rows, list(sheet.rejected))).tolist()
    days = [(int(sheet.rows[p]), own.values[int(own.index[p])].as_py()) for p in places]
    return {row: day.replace(day=1) for row, day in days if isinstance(day, date)}
