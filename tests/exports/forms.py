"""Writes an export in the form that a row asks for: its text is kept as UTF-8 with commas."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter

from data.intake import InputFile

DAY = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?")
NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,6})?")
ENCODINGS = ("utf-8-sig", "utf-16", "gb18030", "shift_jis", "cp1252")
DELIMITERS = {"semicolon": ";", "tab": "\t", "pipe": "|"}


def files_of(names: Sequence[str], form: str, source: Path, folder: Path) -> list[InputFile]:
    """The files of a call; `xlsx` makes one workbook of them, a sheet each."""
    paths = [source / name for name in names]
    if form == "xlsx":
        return [InputFile(f"{paths[0].stem}.xlsx", workbook(paths, folder / "book.xlsx"))]
    return [InputFile(path.name, _written(path, form, folder)) for path in paths]


def workbook(paths: Sequence[Path], target: Path) -> Path:
    """A workbook with real dates and numbers; cells that begin with `'` are text, as in Excel."""
    with xlsxwriter.Workbook(target) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for path in paths:
            sheet = book.add_worksheet(path.stem[:31])
            for number, row in enumerate(_records(path)):
                for place, cell in enumerate(row):
                    if cell in ("TRUE", "FALSE"):
                        sheet.write_boolean(number, place, cell == "TRUE")
                    elif DAY.fullmatch(cell):
                        sheet.write_datetime(number, place, datetime.fromisoformat(cell), day)
                    elif NUMBER.fullmatch(cell) and not re.match(r"-?0\d", cell):
                        sheet.write_number(number, place, float(cell))
                    elif cell:
                        sheet.write_string(number, place, cell.removeprefix("'"))
    return target


def _written(path: Path, form: str, folder: Path) -> Path:
    if not form:
        return path
    target = folder / path.name
    target.write_bytes(FORMS[form](path))
    return target


def _records(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _delimited(delimiter: str) -> Callable[[Path], bytes]:
    def write(path: Path) -> bytes:
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(_records(path))
        return out.getvalue().encode()

    return write


def _encoded(encoding: str) -> Callable[[Path], bytes]:
    return lambda path: path.read_text(encoding="utf-8").encode(encoding)


def _aligned(path: Path) -> bytes:
    """Columns aligned by spaces, as a console prints them; numbers to the right."""
    return "".join(f"{'  '.join(row).rstrip()}\n" for row in _padded(path)).encode()


def _barred(path: Path) -> bytes:
    """A table drawn with bars, as databases and Markdown print it."""
    first, *rows = [f"| {' | '.join(row)} |\n" for row in _padded(path)]
    rule = "".join("|" if sign == "|" else "-" for sign in first.strip()) + "\n"
    return "".join([first, rule, *rows]).encode()


def _boxed(path: Path) -> bytes:
    """A table in a box, as MySQL prints it."""
    first, *rows = [f"| {' | '.join(row)} |\n" for row in _padded(path)]
    rule = "".join("+" if sign == "|" else "-" for sign in first.strip()) + "\n"
    return "".join([rule, first, rule, *rows, rule]).encode()


def _padded(path: Path) -> list[list[str]]:
    records = _records(path)
    widths = [max(map(_width, column)) for column in zip(*records, strict=True)]
    return [[_pad(cell, width) for cell, width in zip(row, widths, strict=True)] for row in records]


def _pad(cell: str, width: int) -> str:
    room = " " * (width - _width(cell))
    return room + cell if NUMBER.fullmatch(cell) else cell + room


def _width(text: str) -> int:
    """Columns of a console that a text takes: Chinese signs take two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


FORMS: dict[str, Callable[[Path], bytes]] = {
    **{name: _delimited(sign) for name, sign in DELIMITERS.items()},
    **{name: _encoded(name) for name in ENCODINGS},
    "aligned": _aligned,
    "barred": _barred,
    "boxed": _boxed,
}
