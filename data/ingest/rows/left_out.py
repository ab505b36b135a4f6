"""Rows that are no records: counted where they went, and listed."""

from collections.abc import Sequence
from dataclasses import replace

from data.ingest.header.mapped_file import Head
from data.report import LISTED, Listed

SHOWN = 200
"""Characters of a row that are listed."""


class LeftOut:
    """Counts and lists the rows of one file that are left out."""

    def __init__(self, head: Head) -> None:
        self.head = head
        self.counts, self.listed = head.report.records, head.report.listed

    def blank(self, row: int) -> None:
        """A blank row; those of a file that is only shown are listed, those that follow each other
        together."""
        self.counts.blank += 1
        last = self.listed[-1] if self.listed else None
        if self.head.kind.name:
            return
        if last and last.what == "blank" and last.row + last.count == row:
            self.listed[-1] = replace(last, count=last.count + 1)
        elif len(self.listed) < LISTED:
            self.listed.append(Listed("blank", row, None, ""))

    def header(self, row: int, cells: Sequence[str]) -> None:
        """A row of the header; units below it are listed."""
        header = self.head.header
        self.counts.header = 1
        self.counts.preamble += row > header.first
        if header.has_units and row == header.last:
            self._list("units", row, cells)

    def above(self, row: int, cells: Sequence[str]) -> None:
        """A row above the header."""
        self.counts.preamble += 1
        self._list("preamble", row, cells)

    def below(self, what: str, row: int, cells: Sequence[str]) -> None:
        """A row below the header that is no record."""
        self.counts.totals += 1
        self._list(what, row, cells)

    def _list(self, what: str, row: int, cells: Sequence[str]) -> None:
        shown = " | ".join(c for c in cells if c.strip())
        if len(self.listed) < LISTED:
            self.listed.append(Listed(what, row, None, shown[:SHOWN]))
