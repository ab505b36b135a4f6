"""A file that was cut off: inside of its last record, or of its last number."""

import re

import pyarrow.compute as pc

from data.ingest.rows import record_problems
from data.ingest.rows.raw_table import RawTable
from locales import _

NUMBERS = ("money", "number")
ENOUGH = 3
"""Records that must agree in their decimals before one that has fewer is in doubt."""


def blame_short_end(sheet: RawTable) -> None:
    """Blame a last record without a line end whose last number alone has fewer decimals."""
    head = sheet.head
    last = len(head.header.cells) - 1
    name = next((n for n, place in head.columns.items() if place == last), None)
    if head.source.sheet or name not in sheet.cells or len(sheet.rows) <= ENOUGH:
        return
    is_last = int(sheet.rows[-1]) == head.report.records.in_file
    if not is_last or head.kind.column(name).type not in NUMBERS:
        return
    if head.source.ends_with_line:
        return
    cells = sheet.cells[name]
    code = int(cells.index[-1])
    decimals = re.search(r"[.,](\d+)$", cells.cell(0).strip())
    if decimals is None:
        return
    alike = pc.match_substring_regex(cells.raw, rf"[.,]\d{{{len(decimals[1])}}}\s*$")
    is_short = not alike[code].as_py() and (cells.index == code).sum() == 1
    if is_short and pc.sum(pc.invert(alike)).as_py() == 1:
        text = cells.cell(-1)
        row, line = int(sheet.rows[-1]), int(sheet.lines[-1])
        sheet.blame(row, record_problems.cut_off(row, line, text))


def mark_cut_off(sheet: RawTable, ends_with_newline: bool) -> None:
    """Say of a bad last record in a file without a last line end that it was cut off."""
    last, problems = sheet.head.report.records.in_file, sheet.problems
    if not ends_with_newline and problems and problems[-1].row == last:
        was = problems[-1]
        lasting = (_("text without control characters or lost characters"), _("a whole record"))
        if was.expected not in lasting:
            problems[-1] = record_problems.cut_off(last, was.line or last, was.found)
