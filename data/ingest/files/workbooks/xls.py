"""What the records of an xls (BIFF8) tell: a second reader beside the one that gives the values."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from struct import error as Short  # noqa: N812
from struct import unpack_from

from data.ingest.files.workbooks import zeros
from data.ingest.files.workbooks.compound import stream
from data.ingest.files.workbooks.facts import Facts
from data.ingest.files.workbooks.refusing import NotRead

FORMULA, END, DATES, PASSWORD, COLUMNS, SHEET = 0x06, 0x0A, 0x22, 0x2F, 0x7D, 0x85
STYLE, FORMAT, NUMBER, SMALL_NUMBER = 0xE0, 0x41E, 0x203, 0x27E
FILTER_ON, FILTER, SMALL_NUMBERS, BOOLEAN, ROW, BEGIN = 0x9B, 0x9D, 0xBD, 0x205, 0x208, 0x809
VALUES = frozenset({0xD6, 0xFD, 0x203, 0x204, 0x27E})
"""Rich text, shared text, number, text, small number."""
WORKSHEET = 0
HIDDEN_ROW, HIDDEN_COLUMN = 0x20, 0x01
Record = tuple[int, int, int]
"""Its number, and where its content begins and ends."""


def facts(path: Path) -> tuple[dict[str, Facts], bool]:
    """The facts of each worksheet, and whether days are counted from 1904."""
    data = stream(path.read_bytes(), "Workbook")
    sheets: dict[str, int] = {}
    codes: dict[int, str] = {}
    styles: list[int] = []
    is_1904 = False
    try:
        for number, at, _end in _records(data, 0):
            if number == PASSWORD:
                raise NotRead("password")
            if number == DATES:
                is_1904 = bool(unpack_from("<H", data, at)[0])
            elif number == SHEET and data[at + 5] == WORKSHEET:
                sheets[_name(data, at + 6)] = unpack_from("<I", data, at)[0]
            elif number == FORMAT:
                codes[unpack_from("<H", data, at)[0]] = _long_name(data, at + 2)
            elif number == STYLE:
                styles.append(unpack_from("<H", data, at + 2)[0])
        patterns = zeros.patterns(codes, styles)
        return {name: _facts(data, at, patterns) for name, at in sheets.items()}, is_1904
    except (Short, IndexError) as error:
        raise NotRead("damaged") from error


def _records(data: bytes, at: int) -> Iterator[Record]:
    """The records of one part of the stream, what is embedded in it left out."""
    depth = 0
    while at + 4 <= len(data):
        number, size = unpack_from("<HH", data, at)
        depth += (number == BEGIN) - (number == END)
        if depth <= 0:
            return
        if depth == 1:
            yield number, at + 4, at + 4 + size
        at += 4 + size
    raise NotRead("damaged")


def _name(data: bytes, at: int) -> str:
    length, is_wide = data[at], data[at + 1] & 1
    if is_wide:
        return data[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    return data[at + 2 : at + 2 + length].decode("latin-1")


def _long_name(data: bytes, at: int) -> str:
    """A text whose length has two bytes."""
    length, is_wide = unpack_from("<HB", data, at)
    if is_wide & 1:
        return data[at + 3 : at + 3 + 2 * length].decode("utf-16-le", "replace")
    return data[at + 3 : at + 3 + length].decode("latin-1")


def _facts(data: bytes, start: int, patterns: Mapping[int, str]) -> Facts:
    result = Facts()
    for number, at, end in _records(data, start):
        if number in VALUES:
            result.reach(*unpack_from("<HH", data, at))
        elif number == SMALL_NUMBERS:
            row, first = unpack_from("<HH", data, at)
            last = unpack_from("<H", data, end - 2)[0]
            result.reach(row, last)
            result.cells += max(0, last - first)
        elif number == FORMULA:
            _formula(data, at, result)
        elif number == BOOLEAN:
            row, column, _style, value, is_error = unpack_from("<HHHBB", data, at)
            if is_error:
                result.error(row, column, value)
            else:
                result.reach(row, column)
        elif number == ROW:
            result.hidden_rows += bool(data[at + 12] & HIDDEN_ROW)
        elif number == COLUMNS:
            first, last, _width, _style, options = unpack_from("<HHHHH", data, at)
            result.hidden_columns += (last - first + 1) * (options & HIDDEN_COLUMN)
        elif number in (FILTER_ON, FILTER):
            result.is_filtered = True
        if patterns and number in (NUMBER, SMALL_NUMBER, FORMULA, SMALL_NUMBERS):
            _show(data, number, at, end, patterns, result)
    return result


def _show(
    data: bytes, number: int, at: int, end: int, patterns: Mapping[int, str], result: Facts
) -> None:
    """Note the numbers of a record that are shown with zeros before them."""
    row, column = unpack_from("<HH", data, at)
    styles = range(at + 4, end - 2, 6) if number == SMALL_NUMBERS else (at + 4,)
    for place, style in enumerate(styles):
        if of := patterns.get(unpack_from("<H", data, style)[0]):
            result.zeros.add(row, column + place, of)


def _formula(data: bytes, at: int, result: Facts) -> None:
    """A formula's result: a number, or by its first byte text, yes or no, an error or nothing."""
    row, column = unpack_from("<HH", data, at)
    what, code, is_special = data[at + 6], data[at + 8], data[at + 12 : at + 14] == b"\xff\xff"
    if is_special and what == 2:
        result.error(row, column, code)
    else:
        result.reach(row, column, has_value=not (is_special and what == 3))
