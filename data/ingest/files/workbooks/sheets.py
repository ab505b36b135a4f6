"""A workbook laid out: its sheets with data, and one of them as CSV."""

import csv
import io
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any
from xml.parsers import expat

import python_calamine

from data.ingest.files.workbooks import (
    ods,
    regular,
    safety,
    signs,
    spreadsheetml,
    xls,
    xlsb,
    xlsx,
    zeros,
)
from data.ingest.files.workbooks.budget import Budget
from data.ingest.files.workbooks.cell_text import written
from data.ingest.files.workbooks.facts import Area, Facts
from data.ingest.files.workbooks.refusing import NotRead

DAMAGED = (
    *(python_calamine.CalamineError, zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error),
    *(expat.ExpatError, struct.error, OSError, EOFError, ValueError),
    *(ArithmeticError, LookupError, RuntimeError),
)
"""What parsers raise over a damaged file; anything else is a fault of ours, and is logged."""
HEAD = 5
MOST_MERGED = 10_000
BLOCK = 50_000
"""Cells that are written between two checks of what they have taken."""
About = dict[str, Any]
"""A sheet: its `name`, whether it `is_visible`, how many `rows` it has, and its first, `head`."""
Choose = Callable[[Sequence[About]], Sequence[str]]
"""The names of the sheets to read, of those with data."""


@dataclass(frozen=True)
class Sheet:
    """One sheet as CSV, a record a row. `merged`: its merged cells, but for `unfilled` of them."""

    name: str
    csv: bytes
    is_1904: bool
    merged: list[Area]
    unfilled: int
    facts: Facts


def lay_out(path: Path, form: str, choose: Choose) -> tuple[list[About], list[Sheet]]:
    """The sheets with data, and the chosen ones as CSV.

    `form`: xlsx | xlsb | xls | ods | xml (SpreadsheetML). Raises NotRead, whatever is wrong.
    """
    try:
        with tempfile.TemporaryDirectory() as folder:
            named = Path(folder) / f"book.{form}"  # calamine believes a file's ending
            named.symlink_to(path.absolute())
            budget = Budget(path.stat().st_size)
            read = _of_xml if form == spreadsheetml.FORM else _of_calamine
            return read(named, form, choose, budget)
    except NotRead:
        raise
    except MemoryError as error:
        raise NotRead("too_large") from error
    except python_calamine.PasswordError as error:
        raise NotRead("password") from error
    except DAMAGED as error:
        why = "too_large" if "limit exceeded" in str(error) else "damaged"
        raise NotRead(why, str(error)[:200]) from error


def _of_calamine(
    path: Path, form: str, choose: Choose, budget: Budget
) -> tuple[list[About], list[Sheet]]:
    if form != "xls":
        safety.check(path)
    facts, is_1904 = FACTS[form](path)
    budget.check_sheets(len(facts))
    for sheet_facts in facts.values():
        budget.take_area(sheet_facts)
    with python_calamine.CalamineWorkbook.from_path(path) as book:
        abouts, last = [], None
        for metadata in _worksheets(book):
            last = book.get_sheet_by_name(metadata.name)
            budget.check_time()
            abouts.append(_about(metadata, last))
        filled, sheets = _filled(abouts), []
        for name in choose(filled):
            if name not in facts:
                raise NotRead("damaged", name)
            sheet = last if last and last.name == name else book.get_sheet_by_name(name)
            sheets.append(_sheet(sheet, facts[name], is_1904, budget))
        return filled, sheets


def _worksheets(book: python_calamine.CalamineWorkbook) -> list[python_calamine.SheetMetadata]:
    return [s for s in book.sheets_metadata if s.typ == python_calamine.SheetTypeEnum.WorkSheet]


def _filled(abouts: Sequence[About]) -> list[About]:
    """The sheets that hold something."""
    filled = [about for about in abouts if about["rows"]]
    if not filled:
        raise NotRead("none")
    return filled


def _of_xml(
    path: Path, _form: str, choose: Choose, budget: Budget
) -> tuple[list[About], list[Sheet]]:
    """The same of a workbook that is one XML file."""
    tables, is_1904 = spreadsheetml.tables(path, budget)
    abouts = [
        {"name": t.name, "is_visible": t.is_visible, "rows": t.facts.last_row, "head": t.head(HEAD)}
        for t in tables
    ]
    filled = _filled(abouts)
    by_name, sheets = {table.name: table for table in tables}, []
    for table in map(by_name.__getitem__, choose(filled)):
        text = _csv(table.rows(), table.width, budget)
        sheets.append(Sheet(table.name, text, is_1904, table.merged, 0, table.facts))
    return filled, sheets


def _of_xlsx(path: Path) -> tuple[dict[str, Facts], bool]:
    """What the XML tells of each sheet, before anything is laid out in memory."""
    with python_calamine.CalamineWorkbook.from_path(path) as book:
        names = [about.name for about in _worksheets(book)]
    with zipfile.ZipFile(path) as archive:
        patterns, parts = xlsx.patterns(archive), xlsx.parts(archive)
        facts = {name: _facts_of(archive, parts[name], patterns) for name in names}
    return facts, xlsx.counts_from_1904(path)


def _facts_of(archive: zipfile.ZipFile, part: str, patterns: Mapping[int, str]) -> Facts:
    with xlsx.entry(archive, part) as sheet:
        quick = regular.facts(sheet, patterns)
    return xlsx.careful_facts(archive, part, patterns) if quick is None else quick


FACTS = {"xlsx": _of_xlsx, "xlsb": xlsb.facts, "xls": xls.facts, "ods": ods.facts}
"""The second reader of each form: the facts of each sheet, and whether days count from 1904."""


def _about(about: python_calamine.SheetMetadata, sheet: python_calamine.CalamineSheet) -> About:
    """How many rows a sheet has, and the first that hold something."""
    filled = (row for row in sheet.iter_rows() if any(cell != "" for cell in row))
    head = [[written(cell)[:60] for cell in row[:12]] for row in islice(filled, HEAD)]
    is_visible = about.visible == python_calamine.SheetVisibleEnum.Visible
    rows = _height(sheet) if head else 0
    return {"name": about.name, "is_visible": is_visible, "rows": rows, "head": head}


def _height(sheet: python_calamine.CalamineSheet) -> int:
    """The last row that holds something, from 1."""
    return sheet.end[0] + 1 if sheet.end else 0


def _sheet(
    sheet: python_calamine.CalamineSheet, facts: Facts, is_1904: bool, budget: Budget
) -> Sheet:
    if facts.last_value_row > _height(sheet):
        raise NotRead("damaged", f"{facts.last_value_row:,} / {_height(sheet):,}")
    left = sheet.start[1] if sheet.start else 0
    ranges = sheet.merged_cell_ranges or ()
    merged = [
        (first[0], last[0], first[1] - left, last[1] - left) for first, last in ranges[:MOST_MERGED]
    ]
    text = _csv(_rows(sheet, left, facts), sheet.width, budget)
    return Sheet(sheet.name, text, is_1904, merged, len(ranges) - len(merged), facts)


def _csv(rows: Iterator[list[str]], width: int, budget: Budget) -> bytes:
    out = io.StringIO(newline="")
    writer, size, blocks = csv.writer(out), 0, []
    while block := list(islice(rows, 1 + BLOCK // (1 + width))):
        writer.writerows(block)
        blocks.append(out.getvalue().encode())
        out.seek(0)
        out.truncate()
        size += len(blocks[-1])
        budget.check_text(size)
        budget.check_time()
    return b"".join(blocks)


def _rows(sheet: python_calamine.CalamineSheet, left: int, facts: Facts) -> Iterator[list[str]]:
    """The rows from the first of the sheet on, as text, up to the last that the sheet has."""
    marks: dict[int, dict[int, str]] = {}
    for (number, column), mark in facts.marks.items():
        marks.setdefault(number, {})[column - left] = mark
    done = 0
    for row in sheet.iter_rows():
        cells = [written(cell) for cell in row]
        for column in facts.zeros.columns:
            _show_zeros(cells, row, column - left, facts.zeros.at(done, column))
        yield _marked(cells, marks[done]) if done in marks else cells
        done += 1
    for number in range(done, facts.last_row):
        yield _marked([""] * sheet.width, marks.get(number, {}))


def _show_zeros(cells: list[str], row: Sequence[Any], place: int, pattern: str | None) -> None:
    """Write a number with the zeros or the currency that the workbook shows before it."""
    if pattern is None or not 0 <= place < len(row):
        return
    if pattern.startswith(signs.MARK):
        if isinstance(row[place], float | int) and not isinstance(row[place], bool):
            cells[place] = signs.shown(pattern, cells[place])
    else:
        cells[place] = zeros.shown(pattern, row[place]) or cells[place]


def _marked(cells: list[str], marks: dict[int, str]) -> list[str]:
    for column, mark in marks.items():
        if 0 <= column < len(cells):
            cells[column] = mark
    return cells
