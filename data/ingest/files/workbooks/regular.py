"""The quick twin of `xlsx.facts`, for sheets written the way spreadsheet programs write them."""

import re
from collections.abc import Iterator, Mapping
from typing import IO

from data.ingest.files.workbooks.facts import MOST_CELLS, NO_RESULT, Facts
from data.ingest.files.workbooks.refusing import NotRead
from data.ingest.files.workbooks.xlsx import place

BLOCK = 1 << 22
_IRREGULAR = re.compile(
    rb"<!--|<!\[CDATA\[|<\w+:|=\s*'|\s=|\sr\s*=\s*\"[a-z]"
    rb"|<(?:c|row|col)\s[^<>]{500}|\br=\"(?:[A-Z]{4}|[A-Z]{0,3}[0-9]{8})"
)
"""What the patterns below would not see; and tags so long that they would take their time."""
_HIDDEN = re.compile(rb'<row [^<>]{0,500}\bhidden="(?:1|true)"')
_COLUMN = re.compile(rb"<col [^<>]{0,500}>")
_ATTRIBUTE = re.compile(rb'(?<!\w)(\w++)="([^"]*+)"')
_VALUED = re.compile(
    rb'<c [^<>]{0,500}?\br="([A-Z]{1,3})(\d{1,7})"[^<>/]{0,500}>'
    rb"(?=<f|<v>[^<]|<is><t[^<>]{0,500}>[^<])"
)
_PLACE = re.compile(rb'\br="([A-Z]{1,3}\d{1,7})"')
_VALUE = re.compile(rb"<v>([^<]*)</v>|<t[^<>]*>([^<]+)</t>")


def facts(sheet: IO[bytes], patterns: Mapping[int, str] | None = None) -> Facts | None:
    """What the XML of a sheet tells; None where it is not regular enough to be sure.

    `patterns`: style -> how it shows numbers with zeros before them.
    """
    result, shown = Facts(), _Shown(patterns or {})
    if 0 in shown.patterns:  # cells without a style have this one
        return None
    rest = b""
    while block := sheet.read(BLOCK):
        part, end, rest = (rest + block).rpartition(b"</row>")
        if _IRREGULAR.search(part) or len(rest) > 2 * BLOCK:
            return None
        _take(part + end, result)
        shown.take(part, result)
    if _IRREGULAR.search(rest):
        return None
    _take(rest, result)
    shown.take(rest, result)
    return result


def _take(part: bytes, result: Facts) -> None:
    result.hidden_rows += len(_HIDDEN.findall(part))
    result.is_filtered |= b"<autoFilter" in part
    for column in _COLUMN.findall(part):
        _column(column, result)
    has_marks = b"<f" in part or b't="e"' in part
    if has_marks:
        for about, inside in _cells(part):
            _mark(about, inside, result)
    columns, rows = set(), 0
    valued = _VALUED.findall(part)
    for letters, row in valued:
        columns.add(letters)
        rows = max(rows, int(row))
    result.cells += len(valued)
    result.last_row = max(result.last_row, rows)
    if not has_marks:
        result.last_value_row = max(result.last_value_row, rows)
    widest = max((place(letters.decode() + "1")[1] + 1 for letters in columns), default=0)
    result.last_column = max(result.last_column, widest)
    if result.last_row * result.last_column > MOST_CELLS:
        raise NotRead("too_large", f"{result.last_row:,} × {result.last_column:,}")


def _cells(part: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The attributes of each cell, and what is inside it."""
    for piece in part.split(b"<c ")[1:]:
        about, _end, rest = piece.partition(b">")
        inside = b"" if about.endswith(b"/") else rest.partition(b"</c>")[0]
        yield about, inside


class _Shown:
    """Finds the cells of styles with a pattern."""

    def __init__(self, patterns: Mapping[int, str]) -> None:
        self.patterns = patterns
        styles = b"|".join(str(style).encode() for style in sorted(patterns))
        self.cell = re.compile(rb'<c ([^<>]{0,500}\bs="(' + styles + rb')"[^<>]{0,500})>')

    def take(self, part: bytes, result: Facts) -> None:
        for cell in self.cell.finditer(part) if self.patterns else ():
            if named := _PLACE.search(cell[1]):
                row, column = place(named[1].decode())
                result.zeros.add(row, column, self.patterns[int(cell[2])])


def _column(column: bytes, result: Facts) -> None:
    values = dict(_ATTRIBUTE.findall(column))
    if values.get(b"hidden") in (b"1", b"true"):
        result.hidden_columns += int(values[b"max"]) - int(values[b"min"]) + 1


def _mark(about: bytes, inside: bytes, result: Facts) -> None:
    """What a cell of a part with formulas or errors comes to."""
    named = _PLACE.search(about)
    if named is None:
        return
    row, column = place(named.group(1).decode())
    value = _VALUE.search(inside)
    written = value is not None and (value.group(1) or value.group(2))
    is_text = b't="str"' in about and b"<v" in inside
    if b"<f" in inside and not written and not is_text:
        result.marks[row, column] = NO_RESULT
    elif value is not None and b't="e"' in about:
        result.marks[row, column] = (value.group(1) or b"").decode().strip()
    if written:
        result.last_value_row = max(result.last_value_row, row + 1)
