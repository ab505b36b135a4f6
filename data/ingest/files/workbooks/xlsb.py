"""What the records of an xlsb tell: a second reader beside the one that gives the values."""

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from struct import error as Short  # noqa: N812
from struct import unpack_from

from data.ingest.files.workbooks import zeros
from data.ingest.files.workbooks.facts import Facts
from data.ingest.files.workbooks.refusing import NotRead
from data.ingest.files.workbooks.xlsx import targets

ROW, ERROR, TEXT, SHARED_TEXT, FORMULA_TEXT, FORMULA_ERROR = 0, 3, 6, 7, 8, 11
VALUES = frozenset(range(2, 12))
"""Cells: small number, error, yes or no, number, text, shared text, and results of formulas."""
FORMAT, STYLE, CELL_STYLES, END_OF_CELL_STYLES = 44, 47, 617, 618
STYLES = ("xl/workbook.bin", "/styles")
COLUMNS, BOOK, SHEET, FILTER = 60, 153, 156, 161
HIDDEN_ROW, HIDDEN_COLUMN = 0x10, 0x01


def facts(path: Path) -> tuple[dict[str, Facts], bool]:
    """The facts of each sheet, and whether days are counted from 1904."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = {entry.lower(): entry for entry in archive.namelist()}
            parts = targets(archive, "xl/workbook.bin")
            styles = [archive.read(names[p.lower()]) for p in targets(archive, *STYLES).values()]
            patterns = _patterns(styles[0]) if styles else {}
            sheets, is_1904 = _sheets(archive.read(names["xl/workbook.bin"]))
            sheet_facts = {
                name: _facts(archive.read(names[parts[place].lower()]), patterns)
                for name, place in sheets.items()
                if parts.get(place, "").lower() in names
            }
    except (Short, IndexError, KeyError, UnicodeDecodeError) as error:
        raise NotRead("damaged") from error
    return sheet_facts, is_1904


def _sheets(data: bytes) -> tuple[dict[str, str], bool]:
    """Sheet -> the id of its part."""
    sheets, is_1904 = {}, False
    for number, at, _end in _records(data):
        if number == BOOK:
            is_1904 = bool(data[at] & 1)
        elif number == SHEET:
            place, at = _text(data, at + 8)
            name, at = _text(data, at)
            sheets[name] = place
    return sheets, is_1904


def _text(data: bytes, at: int) -> tuple[str, int]:
    """A text and where it ends."""
    end = at + 4 + 2 * unpack_from("<I", data, at)[0]
    return data[at + 4 : end].decode("utf-16-le"), end


def _records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Number of each record, and where its content begins and ends."""
    at = 0
    while at < len(data):
        number, at = _varied(data, at, 2)
        size, at = _varied(data, at, 4)
        yield number, at, at + size
        at += size


def _varied(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number in seven bits of each byte, low ones first, while the eighth is set; its end."""
    number = 0
    for place in range(most):
        byte = data[at + place]
        number |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            break
    return number, at + place + 1


def _patterns(data: bytes) -> dict[int, str]:
    """Style of cells -> how it shows numbers with zeros before them, for those that do."""
    codes: dict[int, str] = {}
    styles: list[int] = []
    are_of_cells = False
    for number, at, _end in _records(data):
        if number == FORMAT:
            codes[unpack_from("<H", data, at)[0]] = _text(data, at + 2)[0]
        elif number in (CELL_STYLES, END_OF_CELL_STYLES):
            are_of_cells = number == CELL_STYLES
        elif number == STYLE and are_of_cells:
            styles.append(unpack_from("<H", data, at + 2)[0])
    return zeros.patterns(codes, styles)


def _facts(data: bytes, patterns: Mapping[int, str]) -> Facts:
    result, row = Facts(), 0
    for number, at, end in _records(data):
        if number == ROW:
            row = unpack_from("<I", data, at)[0]
            result.hidden_rows += bool(data[at + 11] & HIDDEN_ROW)
        elif number in VALUES:
            column, style = unpack_from("<II", data, at)
            if of := patterns.get(style & 0xFFFFFF):
                result.zeros.add(row, column, of)
            if number in (ERROR, FORMULA_ERROR):
                result.error(row, column, data[at + 8])
            else:
                is_blank = number in (TEXT, FORMULA_TEXT) and data[at + 8 : at + 12] == bytes(4)
                result.reach(row, column, has_value=not is_blank)
        elif number == COLUMNS and end - at >= 18:
            first, last = unpack_from("<II", data, at)
            result.hidden_columns += (last - first + 1) * (data[at + 16] & HIDDEN_COLUMN)
        elif number == FILTER:
            result.is_filtered = True
    return result
