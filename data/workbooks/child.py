"""The child: a workbook in, one line of JSON and the CSV of one sheet out.

    python -m data.sandbox.limits MEMORY SECONDS data.workbooks.child FILE FORM [SHEET]

FORM: xlsx | xlsb | xls | ods. The CSV follows when one sheet only holds data, or SHEET does.
"""

import csv
import io
import json
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import python_calamine

from data.workbooks import ods, regular, safety, signs, xls, xlsb, xlsx, zeros
from data.workbooks.facts import Facts
from data.workbooks.refusing import NotRead

HEAD = 5
MOST_MERGED = 10_000
WHOLE = 10**15
"""A spreadsheet keeps fifteen digits of a number."""
Rows = Sequence[Sequence[Any]]


def main(arguments: Sequence[str]) -> int:
    path, form, wanted = Path(arguments[0]), arguments[1], (*arguments[2:], None)[0]
    try:
        with tempfile.TemporaryDirectory() as folder:
            named = Path(folder) / f"book.{form}"  # calamine believes a file's ending
            named.symlink_to(path.absolute())
            answer, lines = _read(named, form, wanted)
    except NotRead as refusal:
        answer, lines = {"refused": refusal.why, "detail": refusal.detail}, None
    except MemoryError:
        answer, lines = {"refused": "too_large", "detail": ""}, None
    except python_calamine.PasswordError:
        answer, lines = {"refused": "password", "detail": ""}, None
    except Exception as error:  # noqa: BLE001 - whatever is wrong with the file is said
        why = "too_large" if "limit exceeded" in str(error) else "damaged"
        answer, lines = {"refused": why, "detail": str(error)[:200]}, None
    out = sys.stdout.buffer
    out.write(json.dumps(answer).encode() + b"\n")
    if lines is not None:
        text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=False)
        csv.writer(text).writerows(lines)
        text.flush()
    return 0


def _read(
    path: Path, form: str, wanted: str | None
) -> tuple[dict[str, Any], Iterator[list[str]] | None]:
    if form != "xls":
        safety.check(path)
    facts, is_1904 = SECOND[form](path)
    with python_calamine.CalamineWorkbook.from_path(path) as book:
        sheets = [
            {"name": about.name, "is_visible": _is_visible(about)}
            for about in book.sheets_metadata
            if about.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]
        last = None
        for sheet in sheets:
            last = book.get_sheet_by_name(str(sheet["name"]))
            sheet |= _about(last)
        full = [sheet for sheet in sheets if sheet["rows"]]
        if not full:
            raise NotRead("none")
        names = [str(sheet["name"]) for sheet in full]
        answer: dict[str, Any] = {"sheets": full, "sheet": None}
        if wanted not in names:
            wanted = names[0] if len(names) == 1 else None
        if wanted is None:
            return answer, None
        if wanted not in facts:
            raise NotRead("damaged", wanted)
        answer["is_1904"] = is_1904
        chosen = last if last and last.name == wanted else book.get_sheet_by_name(wanted)
        return _one(chosen, facts[wanted], answer)


def _of_xlsx(path: Path) -> tuple[dict[str, Facts], bool]:
    """What the XML tells of each sheet, before anything is laid out in memory."""
    with python_calamine.CalamineWorkbook.from_path(path) as book:
        names = [
            about.name
            for about in book.sheets_metadata
            if about.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]
    with zipfile.ZipFile(path) as archive:
        patterns = xlsx.patterns(archive)
        each_sheet = {
            name: _facts_of(archive, xlsx.part_of(archive, name), patterns) for name in names
        }
    return each_sheet, xlsx.counts_from_1904(path)


def _facts_of(archive: zipfile.ZipFile, part: str, patterns: Mapping[int, str]) -> Facts:
    with xlsx.entry(archive, part) as sheet:
        quick = regular.facts(sheet, patterns)
    return xlsx.careful_facts(archive, part, patterns) if quick is None else quick


SECOND = {"xlsx": _of_xlsx, "xlsb": xlsb.facts, "xls": xls.facts, "ods": ods.facts}
"""The second reader of each form: the facts of each sheet, and whether days count from 1904."""


def _is_visible(about: python_calamine.SheetMetadata) -> bool:
    return about.visible == python_calamine.SheetVisibleEnum.Visible


def _about(sheet: python_calamine.CalamineSheet) -> dict[str, Any]:
    """How many rows a sheet has, and the first that hold something."""
    filled = (row for row in sheet.iter_rows() if any(cell != "" for cell in row))
    head = [[written(cell)[:60] for cell in row[:12]] for row in islice(filled, HEAD)]
    return {"rows": _height(sheet) if head else 0, "head": head}


def _height(sheet: python_calamine.CalamineSheet) -> int:
    """The last row that holds something, from 1."""
    return sheet.end[0] + 1 if sheet.end else 0


def _one(
    sheet: python_calamine.CalamineSheet, facts: Facts, answer: dict[str, Any]
) -> tuple[dict[str, Any], Iterator[list[str]]]:
    if facts.last_value_row > _height(sheet):
        raise NotRead("damaged", f"{facts.last_value_row:,} / {_height(sheet):,}")
    left = sheet.start[1] if sheet.start else 0
    merged = [
        (first[0], last[0], first[1] - left, last[1] - left)
        for first, last in sheet.merged_cell_ranges or ()
    ]
    answer |= {
        "sheet": sheet.name,
        "hidden_rows": facts.hidden_rows,
        "hidden_columns": facts.hidden_columns,
        "is_filtered": facts.is_filtered,
        "merged": merged[:MOST_MERGED],
        "unfilled": max(0, len(merged) - MOST_MERGED),
    }
    return answer, _lines(sheet, left, facts)


def _lines(sheet: python_calamine.CalamineSheet, left: int, facts: Facts) -> Iterator[list[str]]:
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


def written(cell: Any) -> str:
    """A cell as text that can be read in one way only."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float | int):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return _number(cell.total_seconds() / 86_400)
    return str(cell)


def _number(value: float) -> str:
    """Whole numbers without a point; a power of ten where the spreadsheet lost digits."""
    if value == int(value):
        return f"{value:.14E}" if abs(value) >= WHOLE else str(int(value))
    text = repr(value)
    digits = text.partition(".")[2]
    return f"{text}0" if len(digits) == 3 and digits.isdigit() else text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
