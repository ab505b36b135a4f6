"""Text to records, by the csv module in strict mode; what it refuses is mended line by line.

An unescaped quote inside a quoted cell is taken as it stands while the cell ends on its own line,
unless it follows a delimiter: then it may as well open the next cell, and the record is broken.
A quoted cell that runs over lines and holds such a quote was never closed: its record is broken
at the line where it opened, and reading goes on with the next line, so no row is swallowed.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from data.ingest.files.source import Source

CELL_LIMIT = 131_072
"""The longest cell taken, in characters: four times what a spreadsheet can hold."""


@dataclass(frozen=True)
class Broken:
    """A record that could not be split into cells: `unclosed` quote, or a cell too `long`."""

    why: str
    text: str


Record = tuple[int, list[str] | Broken]
"""Its first physical line, and its cells."""


def records(source: Source, delimiter: str) -> Iterator[Record]:
    """Every record of the file, blank ones ([]) too."""
    line = 1
    with source.lines() as lines:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                yield line, cells
                line = reader.line_num + 1
        except csv.Error:
            pass
        else:
            return
    with source.lines() as lines:
        rest = list(islice(lines, line - 1, None))
    yield from _mended(rest, delimiter, line)


def _mended(lines: list[str], delimiter: str, first: int) -> Iterator[Record]:
    at = 0
    while at < len(lines):
        record = _Record(lines, at, delimiter)
        yield first + at, record.cells()
        at = record.last + 1


class _Record:
    """One record read by hand from line `at` on; `last` is the line it ends on."""

    def __init__(self, lines: list[str], at: int, delimiter: str) -> None:
        self.lines, self.last = lines, at
        self.delimiter = delimiter
        self.closing = re.compile(rf" *(?:{re.escape(delimiter)}|[\r\n]|$)")

    def cells(self) -> list[str] | Broken:
        text, at, cells = self.lines[self.last], 0, list[str]()
        first = text.rstrip("\r\n")
        if not first:
            return []
        while True:
            if text[at : at + 1] == '"':
                quoted = self._quoted(at)
                if quoted is None:
                    return Broken("unclosed", self.lines[self.last].rstrip("\r\n"))
                cell, at = quoted
                text = self.lines[self.last]
            else:
                end = text.find(self.delimiter, at)
                cell = text[at:end] if end >= 0 else text[at:].rstrip("\r\n")
                at += len(cell)
            cells.append(cell)
            if len(cell) > CELL_LIMIT:
                return Broken("long", first)
            if text[at : at + 1] != self.delimiter:
                return cells
            at += 1

    def _quoted(self, at: int) -> tuple[str, int] | None:
        """The quoted cell that opens here and where it ends; None when it is never closed."""
        opened, line, start = self.last, self.last, at + 1
        parts: list[str] = []
        stray = False
        while True:
            text = self.lines[line]
            quote = text.find('"', start)
            if quote < 0:
                if stray or line + 1 == len(self.lines):
                    return None
                parts.append(text[start:])
                line, start = line + 1, 0
            elif text[quote + 1 : quote + 2] == '"':
                parts.append(text[start : quote + 1])
                start = quote + 2
            elif end := self.closing.match(text, quote + 1):
                parts.append(text[start:quote])
                self.last = line
                return "".join(parts), end.end() - (1 if end.group().strip(" ") else 0)
            elif line > opened or text[quote - 1 : quote] == self.delimiter:
                return None
            else:
                stray = True
                parts.append(text[start : quote + 1])
                start = quote + 1
