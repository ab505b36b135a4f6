"""Several sheets of a workbook under the same header, read one after the other as one table."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

import numpy as np

from data.ingest.files.record_count import count
from data.ingest.files.source import Merged, Part, Source
from data.ingest.values.dates import is_date
from data.ingest.values.header_text import normalized
from data.ingest.values.numbers import is_number

ALL = "all"
"""The choice to read all sheets under the same header."""
About = Mapping[str, Any]
Header = tuple[str, ...]
KnownHeaders = Callable[[Sequence[str]], int]
"""How many cells of a row are headers of some one kind."""
JOINED = "joined"
"""The choice to join a sheet of orders to the sheet of their lines."""


class SheetHeaders(Protocol):
    """What is known of headers: how many a row has, which sheets are orders and their lines."""

    def __call__(self, row: Sequence[str], /) -> int: ...

    def order_sheets(self, sheets: Sequence[About]) -> tuple[str, str] | None:
        """The sheet of lines and the one of their orders; None without both."""

    def join_orders(self, lines: Source, heads: Source) -> Source:
        """The lines with the fields of their orders."""


def header_of(sheet: About, known_headers: KnownHeaders) -> Header:
    """The header of a sheet as far as its first rows show it; () where none does."""
    known = [known_headers(row) for row in sheet["head"]]
    if any(known):
        return _plain(sheet["head"][known.index(max(known))])
    for row in sheet["head"]:
        filled = [cell for cell in row if cell.strip()]
        if len(filled) > 1:
            return () if any(is_number(c) or is_date(c) for c in filled) else _plain(row)
    return ()


def _plain(row: Sequence[str]) -> Header:
    cells = [normalized(cell) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def alike(
    sheets: Sequence[About], known_headers: KnownHeaders, name: str | None = None
) -> list[str]:
    """The visible sheets under one header: that of the named sheet, else the one that most have;
    none where no other sheet has it."""
    groups: dict[Header, list[str]] = {}
    for sheet in sheets:
        if (header := header_of(sheet, known_headers)) and (
            sheet["is_visible"] or sheet["name"] == name
        ):
            groups.setdefault(header, []).append(sheet["name"])
    under_header = [names for names in groups.values() if name is None or name in names]
    largest = max(under_header, key=len, default=[])
    return largest if len(largest) > 1 else []


def joined(sources: Sequence[Source], header: Header) -> Source:
    """One source: the first sheet whole, of the others what stands below their header."""
    first, *others = sources
    text = first.transcoded or b""
    parts, merged = [Part(first.sheet or "", 1, 0)], list(first.merged)
    at = _records(text) + 1
    for source in others:
        rows, below = _below(source.transcoded or b"", header)
        shift = at - 1 - rows
        merged += [_moved(cells, shift) for cells in source.merged if cells.first_row >= rows]
        parts.append(Part(source.sheet or "", at, rows))
        text += below
        at += _records(below)
    return replace(first, transcoded=text, sheet=ALL, merged=tuple(merged), parts=tuple(parts))


def _records(text: bytes) -> int:
    return count(np.frombuffer(text, np.uint8), ",").records


def _below(text: bytes, header: Header) -> tuple[int, bytes]:
    """How many rows end with the header, and what stands below them; all where it is not there."""
    lines = io.StringIO(text.decode("utf-8"), newline="")
    reader = csv.reader(lines)
    try:
        for number, row in enumerate(reader, 1):
            if _plain(row)[: len(header)] == header:
                return number, lines.read().encode("utf-8")
    except csv.Error:  # a cell too long: the file is refused for it when it is read whole
        pass
    return 0, text


def _moved(cells: Merged, by: int) -> Merged:
    return replace(cells, first_row=cells.first_row + by, last_row=cells.last_row + by)
