"""The records of a file of targets, sorted: data, and what stands between its blocks.

A record is taken or rejected whole; its blank cells are no target. What stands between the blocks
of a sheet (a name, the header again) is counted as lines beside the data.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from data.ingest import context
from data.ingest.files.records import Broken
from data.ingest.header.mapped_file import Head
from data.ingest.header.wide_layout import YEARS, Wide
from data.ingest.rows import record_problems
from data.ingest.rows.page_breaks import is_rule
from data.ingest.rows.ragged_rows import fitted, ragged
from data.ingest.rows.row_reader import DIRT
from data.ingest.values.cells import BLANK, LISTED, blankness
from data.ingest.values.header_text import normalized
from data.ingest.values.periods import Period, across
from data.ingest.values.total_words import is_footer, says_total
from data.ingest.wide.row_sums import Sums
from data.ingest.wide.wide_table import WideTable
from data.report import LISTED as AT_MOST
from data.report import Listed


@dataclass
class Block:
    """A header and what names it: the title above, or what stands in its corner."""

    title: str | None
    corner: str


@dataclass
class Target:
    """One filled cell of a period, with its record's cells."""

    row: int
    line: int
    place: int
    cells: Sequence[str]
    block: int
    mark: int


class Body:
    """Sorts the records of one file."""

    def __init__(self, head: Head, wide: Wide) -> None:
        self.head, self.wide = head, wide
        self.counts = head.report.records
        self.sheet = WideTable(head, width=len(wide.values))
        self.columns = len(head.header.cells)
        self.targets: list[Target] = []
        self.blocks: list[Block] = []
        self.sums = Sums(wide.values, wide.sums)
        self.waiting: list[tuple[int, int, list[str]]] = []
        self.title: str | None = None

    def take(self, row: int, line: int, cells: list[str] | Broken) -> None:
        if isinstance(cells, Broken):
            self._flush()
            self.sheet.blame(row, record_problems.broken(row, line, cells))
        elif row == self.head.header.first:
            self.counts.header = 1
            self._open(self.head.header.cells)
        elif row <= self.head.header.last:
            self._above(row, cells)
        else:
            self._below(row, line, cells)

    def _open(self, cells: Sequence[str]) -> None:
        """A block begins with this header."""
        taken = {*self.wide.values, *self.wide.sums, *self.wide.dimensions.values()}
        words = (c.strip() for i, c in enumerate(cells) if i not in taken)
        corner = " ".join(w for w in words if w and normalized(w) not in YEARS)
        self.blocks.append(Block(self.title, corner))
        self.title = None
        self.sums.block()

    def _above(self, row: int, cells: list[str]) -> None:
        filled = [c.strip() for c in cells if c.strip()]
        if row > self.head.header.first:
            self.counts.preamble += 1
        elif filled:
            self.title = filled[0] if len(filled) == 1 else None
            self._beside("preamble", row, cells)
        else:
            self.counts.blank += 1

    def _beside(self, what: str, row: int, cells: list[str]) -> None:
        self.counts.preamble += what == "preamble"
        self.counts.totals += what != "preamble"
        if len(self.head.report.listed) < AT_MOST:
            shown = " | ".join(c for c in cells if c.strip())
            self.head.report.listed.append(Listed(what, row, None, shown[:200]))

    def _below(self, row: int, line: int, cells: list[str]) -> None:
        filled = [c.strip() for c in cells if c.strip()]
        if not filled:
            self.counts.blank += 1
        elif context.reads_at(context.MEANING) and is_rule(cells):
            self._beside("rule", row, cells)
        elif self._is_header(cells):
            self._between()
            self._open(cells)
            self._beside("preamble", row, cells)
        elif len(filled) == 1 or is_footer(filled):
            self.waiting.append((row, line, cells))
        else:
            self._flush()
            self._record(row, line, cells)

    def _is_header(self, cells: list[str]) -> bool:
        """Whether this record repeats the header."""
        periods = {i: p for i, p in self.wide.values.items() if isinstance(p, Period)}
        return bool(periods) and across(cells) == periods

    def _between(self) -> None:
        """Single cells above a header are its titles; the last one names the block."""
        for row, _line, cells in self.waiting:
            self.title = next(c.strip() for c in cells if c.strip())
            self._beside("preamble", row, cells)
        self.waiting = []

    def _flush(self) -> None:
        """Single cells among the data are records with blanks, or notes."""
        waiting, self.waiting = self.waiting, []
        for row, line, cells in waiting:
            filled = [c.strip() for c in cells if c.strip()]
            if is_footer(filled):
                self._beside("footer", row, cells)
            else:
                self._record(row, line, cells)

    def _record(self, row: int, line: int, cells: list[str]) -> None:
        fits = fitted(self.head, cells, is_open_end=True)
        if fits is None:
            self.sheet.blame(row, ragged(self.head, row, line, cells))
            return
        cells = fits
        if dirty := [i for i, c in enumerate(cells) if DIRT.search(c)]:
            header = self.head.header.cells[dirty[0]]
            self.sheet.blame(row, record_problems.unprintable(row, line, header, cells[dirty[0]]))
        elif self._is_total(cells):
            self._beside("total", row, cells)
            self.sums.total(row, cells)
        else:
            self._data(row, line, cells)

    def _is_total(self, cells: list[str]) -> bool:
        others = (c for i, c in enumerate(cells) if i not in self.wide.values)
        return says_total(next((c for c in others if c.strip()), ""))

    def _data(self, row: int, line: int, cells: list[str]) -> None:
        self.sheet.taken.add(row)
        self.sums.record(row, cells)
        mark = hash(tuple(cells))
        for place in self.wide.values:
            text = cells[place].strip()
            code = blankness(text, is_value=True)
            if code in (BLANK, LISTED):
                self.sheet.blank += 1
                if code == LISTED:
                    header = self.head.header.cells[place]
                    self.head.report.listed.append(Listed("blank_cell", row, header, text))
            else:
                block = len(self.blocks) - 1
                self.targets.append(Target(row, line, place, cells, block, mark))

    def finish(self) -> None:
        for row, line, cells in self.waiting:
            filled = [c.strip() for c in cells if c.strip()]
            if is_footer(filled) or len(cells) < self.columns:
                self._beside("footer", row, cells)
            else:
                self._record(row, line, cells)
        self.head.report.warnings += self.sums.warnings(self.head.header.cells)
