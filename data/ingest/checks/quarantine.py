"""Quarantine: bad records set aside on request, so that the good ones of a file can be loaded.

Only single records can be set aside: a file that is cut off, or whose dates or quotes are in doubt,
stays refused. A file of corrected records is recognised by the header of its error column.
"""

import re
from collections.abc import Mapping
from datetime import date

import numpy as np

from data.catalogue import Kind
from data.ingest.error_column import MARK
from data.ingest.files.records import Broken, records
from data.ingest.model import CorrectedRow, Correction, QuarantinedRow
from data.ingest.rows.raw_table import RawTable
from data.ingest.typing.parse_columns import ParsedColumn
from data.report import KEPT
from locales import _

_WAS = re.compile(r"#(\d+)\b")


def mended(sheet: RawTable) -> Correction | None:
    """The corrected records of a file that has an error column; None for any other file."""
    header = sheet.head.header
    matches = {at: MARK.fullmatch(cell.strip()) for at, cell in enumerate(header.cells)}
    error_column = next(((at, int(m[1])) for at, m in matches.items() if m and m[1]), None)
    if error_column is None:
        return None
    at, file_id = error_column
    back = []
    for row, (_line, cells) in enumerate(records(sheet.head.source, sheet.head.delimiter), 1):
        written = [cells.text] if isinstance(cells, Broken) else cells
        earlier = _WAS.match(written[at].strip()) if at < len(written) else None
        rest = tuple(cell for n, cell in enumerate(written) if n != at)
        if row > header.last and any(cell.strip() for cell in rest):
            back.append(CorrectedRow(row, int(earlier[1]) if earlier else None, rest))
    headers = tuple(cell for n, cell in enumerate(header.cells) if n != at)
    return Correction(file_id, headers, back)


def set_aside(
    sheet: RawTable, kind: Kind, columns: Mapping[str, ParsedColumn], accepted: int, is_wished: bool
) -> bool:
    """Whether the bad records of a file are set aside; otherwise they refuse it.

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
    if sheet.problems_total > len(sheet.problems):
        text = _(
            "More than {n} rows are bad: they cannot be set aside. Mend the export, or load it in "
            "smaller parts."
        )
        report.warnings.append(text.format(n=f"{KEPT:,}"))
    if not (is_wished and report.can_set_aside):
        return False
    reading.header = tuple(sheet.head.header.cells)
    reading.aside = _records(sheet, _months(sheet, kind, columns))
    report.aside = len(reading.aside)
    return True


def _records(sheet: RawTable, months: Mapping[int, date]) -> list[QuarantinedRow]:
    """The bad records in the order of the file, with their cells as written."""
    reasons: dict[int, list[str]] = {}
    lines: dict[int, int | None] = {}
    for problem in sheet.problems:
        row = problem.row or 0
        reasons.setdefault(row, []).append(problem.sentence(sheet.head.file.name))
        lines[row] = problem.line
    quarantined = []
    for row, (_line, cells) in enumerate(records(sheet.head.source, sheet.head.delimiter), 1):
        if row in reasons:
            written = (cells.text,) if isinstance(cells, Broken) else tuple(cells)
            reason = " ".join(reasons[row])
            quarantined.append(QuarantinedRow(row, lines[row], months.get(row), written, reason))
    return quarantined


def _months(sheet: RawTable, kind: Kind, columns: Mapping[str, ParsedColumn]) -> dict[int, date]:
    """Row -> month, of the bad records whose date can be read."""
    dates = columns.get(kind.month_column or "")
    if dates is None:
        return {}
    places = np.flatnonzero(np.isin(sheet.rows, list(sheet.rejected))).tolist()
    days = [(int(sheet.rows[p]), dates.values[int(dates.index[p])].as_py()) for p in places]
    return {row: day.replace(day=1) for row, day in days if isinstance(day, date)}
