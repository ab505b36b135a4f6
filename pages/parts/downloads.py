"""Tables as files that are safe to open: a name that looks like a formula stays a name."""

import io
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import PurePath

import pandas as pd
import xlsxwriter

from data.formula_guard import guarded

_UNSAFE = re.compile(r"[^\w .()-]|^[ .-]+")
_LONG = 80


def named(original: str, what: str) -> str:
    """The name of a CSV made of somebody's file: its own without what a file system may refuse."""
    return f"{_UNSAFE.sub('_', PurePath(original).stem)[:_LONG]}_{what}.csv"


def csv_bytes(frame: pd.DataFrame, head: Sequence[tuple[str, str]] = ()) -> bytes:
    """The table as CSV, UTF-8 with a byte-order mark so that Excel reads it as such.

    `head`: lines of what and value that stand before it, with a blank line between.

    Text cells and headers that a spreadsheet would run as a formula get an apostrophe before
    them; numbers, negative ones too, stay numbers.
    """
    safe = pd.DataFrame({name: frame[name].map(_safe) for name in frame.columns}, dtype=object)
    safe.columns = [_safe(str(name)) for name in frame.columns]
    lines = pd.DataFrame([[_safe(what), _safe(value)] for what, value in head], dtype=object)
    above = lines.to_csv(index=False, header=False, lineterminator="\r\n") + "\r\n" if head else ""
    return (above + safe.to_csv(index=False, lineterminator="\r\n")).encode("utf-8-sig")


def _safe(cell: object) -> object:
    if isinstance(cell, str):
        return guarded(cell)
    return "" if cell is None or cell is pd.NaT else cell


def xlsx_bytes(
    frame: pd.DataFrame,
    formats: Sequence[str | None] = (),
    about: tuple[str, Sequence[tuple[str, str]]] | None = None,
) -> bytes:
    """The table as a workbook: every text is written as text, never as a formula.

    `formats`: how the numbers of each column are shown. `about`: name and lines of a second sheet.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for column, name in enumerate(frame.columns):
            sheet.write_string(0, column, str(name), bold)
            shown = formats[column] if formats else None
            number = book.add_format({"num_format": shown}) if shown else None
            _write_column(sheet, column, frame[name].tolist(), day, number)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
        if about is not None:
            _write_about(book.add_worksheet(about[0]), about[1], bold)
    return buffer.getvalue()


def _write_about(
    sheet: xlsxwriter.worksheet.Worksheet,
    lines: Sequence[tuple[str, str]],
    bold: xlsxwriter.format.Format,
) -> None:
    for row, (what, value) in enumerate(lines):
        sheet.write_string(row, 0, what, bold)
        sheet.write_string(row, 1, value)
    sheet.autofit()


def _write_column(
    sheet: xlsxwriter.worksheet.Worksheet,
    column: int,
    cells: Sequence[object],
    day: xlsxwriter.format.Format,
    number: xlsxwriter.format.Format | None,
) -> None:
    for row, cell in enumerate(cells, start=1):
        if cell is None or pd.isna(cell):
            continue
        if isinstance(cell, bool):
            sheet.write_boolean(row, column, cell)
        elif isinstance(cell, (int, float, Decimal)):
            sheet.write_number(row, column, float(cell), number)
        elif isinstance(cell, date):
            sheet.write_datetime(row, column, cell, day)
        else:
            sheet.write_string(row, column, str(cell))
