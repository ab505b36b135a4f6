"""Files of targets whose records hold several: each cell becomes one target, and none is lost.

A record is taken or rejected whole; its blank cells are no target. What stands between the blocks
of a sheet (a name, the header again) is counted as lines beside the data. Of every record that was
taken, each cell of a period is a target, blank or rejected: the report counts them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pyarrow as pa

from data.clock import today
from data.reading import problems
from data.reading.asking import Asking
from data.reading.head.found import Head
from data.reading.head.headers import squash
from data.reading.sheet import DIRT, Sheet
from data.reading.targets.own_sums import Sums
from data.reading.targets.wide import DIMENSIONS, YEARS, Wide, ask_whose, row_period
from data.reading.text.counting import count
from data.reading.text.records import Broken, records
from data.reading.totals import is_footer, says_total
from data.reading.values.cells import BLANK, LISTED, blankness
from data.reading.values.periods import Period, across, year
from data.reading.widths import ragged
from data.reading.written import Ints, Written, join
from data.report import LISTED as AT_MOST
from data.report import Cells, Listed, Problem, Question
from locales import _


@dataclass
class WideSheet(Sheet):
    """Targets, one a place. `ids` number the cells of the file, `headers` are those of the targets;
    `taken`: the records that hold them, also those with blank cells only."""

    ids: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    headers: list[str] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    width: int = 0
    blank: int = 0
    has_blocks: bool = False

    @property
    def numbers(self) -> Ints:
        return self.ids

    def name_at(self, column: str, place: int) -> str:
        """The header of a cell: of an amount the one of its own column."""
        return self.headers[place] if column == "amount" else super().name_at(column, place)

    def accepted(self, left_out: set[int], count: int) -> int:
        """Records of which all cells are taken; fills the report's count of cells."""
        bad = int(np.isin(self.rows, list(left_out)).sum())
        whole = len(self.taken) * self.width
        self.head.report.cells = Cells(whole, self.blank, count, bad)
        return len(self.taken - left_out)

    def blame_all(self, places: Ints, problem: Callable[[int], Problem]) -> None:
        """A record out of one of several blocks means nothing by itself: it is not set aside."""
        blocks = self.has_blocks
        super().blame_all(places, lambda place: replace(problem(place), is_of_file=blocks))


@dataclass
class _Block:
    """A header and what names it: the title above, or what stands in its corner."""

    title: str | None
    corner: str


@dataclass
class _Target:
    """A cell that is no blank, with all that its record says."""

    row: int
    line: int
    place: int
    cells: Sequence[str]
    block: int
    mark: int


def unpivoted(head: Head, asking: Asking) -> WideSheet:
    """Read the file record by record, then tell its targets apart."""
    assert head.wide is not None
    head.report.records.in_file = count(head.source.utf8(), head.delimiter).records
    body = _Body(head, head.wide)
    for row, (line, cells) in enumerate(records(head.source, head.delimiter), 1):
        body.take(row, row if head.source.sheet else line, cells)
    body.finish()
    return _Unpivot(body, asking).sheet()


class _Body:
    """Sorts the records of one file."""

    def __init__(self, head: Head, wide: Wide) -> None:
        self.head, self.wide = head, wide
        self.counts = head.report.records
        self.sheet = WideSheet(head, width=len(wide.values))
        self.columns = len(head.header.cells)
        self.targets: list[_Target] = []
        self.blocks: list[_Block] = []
        self.sums = Sums(wide.values, wide.sums)
        self.waiting: list[tuple[int, int, list[str]]] = []
        self.title: str | None = None

    def take(self, row: int, line: int, cells: list[str] | Broken) -> None:
        if isinstance(cells, Broken):
            self._flush()
            self.sheet.blame(row, problems.broken(row, line, cells))
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
        corner = " ".join(w for w in words if w and squash(w) not in YEARS)
        self.blocks.append(_Block(self.title, corner))
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
        """Whether the header stands here once more."""
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
        if len(cells) > self.columns and not any(c.strip() for c in cells[self.columns :]):
            cells = cells[: self.columns]
        if len(cells) != self.columns:
            self.sheet.blame(row, ragged(self.head, row, line, cells))
        elif dirty := [i for i, c in enumerate(cells) if DIRT.search(c)]:
            header = self.head.header.cells[dirty[0]]
            self.sheet.blame(row, problems.unprintable(row, line, header, cells[dirty[0]]))
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
                self.targets.append(_Target(row, line, place, cells, block, mark))

    def finish(self) -> None:
        for row, line, cells in self.waiting:
            filled = [c.strip() for c in cells if c.strip()]
            if is_footer(filled) or len(cells) < self.columns:
                self._beside("footer", row, cells)
            else:
                self._record(row, line, cells)
        self.head.report.warnings += self.sums.warnings(self.head.header.cells)


class _Unpivot:
    """The targets of a body as columns, with what has to be asked."""

    def __init__(self, body: _Body, asking: Asking) -> None:
        self.body, self.asking = body, asking
        self.head, self.wide = body.head, body.wide
        self.names, self.years = self._blocks()
        self.columns_are = self._whose("targets_for", self.wide.columns or self.names)
        self.rows_are = self._whose("rows_for", self._labels())

    def _blocks(self) -> tuple[list[str], list[int]]:
        """What names each block: somebody, or a year; nothing where there is one block only."""
        blocks = self.body.blocks
        corners, titles = [b.corner for b in blocks], [b.title or "" for b in blocks]
        for names in (corners, titles):
            if len(blocks) > 1 and all(names) and len(set(names)) > 1:
                found = [year(name) for name in names]
                years = [y for y in found if y]
                return ([], years) if len(years) == len(names) else (names, [])
        return [], []

    def _labels(self) -> list[str]:
        """The texts that say who a record is for, where no column of ours does."""
        at = self.wide.labels[:1]
        if (
            not at
            or set(self.wide.dimensions) & set(DIMENSIONS)
            or "account_id" in self.wide.dimensions
        ):
            return []
        return list(dict.fromkeys(t.cells[at[0]].strip() for t in self.body.targets))

    def _whose(self, key: str, names: Sequence[str]) -> str | None:
        named = [name for name in names if name]
        if not named:
            return None
        return ask_whose(self.head, key, named, self.asking) or DIMENSIONS[0]

    def sheet(self) -> WideSheet:
        """The sheet, as if each target had been a record."""
        sheet, targets = self.body.sheet, self.body.targets
        sheet.has_blocks = len(self.body.blocks) > 1
        width = len(self.head.header.cells)
        sheet.rows = _ints([t.row for t in targets])
        sheet.lines = _ints([t.line for t in targets])
        sheet.ids = _ints([(t.row - 1) * width + t.place + 1 for t in targets])
        sheet.prints = _ints([hash((t.mark, t.place, t.block)) for t in targets])
        sheet.headers = [self.head.header.cells[t.place] for t in targets]
        months, lengths = self._months()
        sheet.cells = {
            "month": _coded(months),
            "period": _coded(lengths),
            "amount": _coded([t.cells[t.place] for t in targets]),
        }
        for column in self._dimensions():
            sheet.cells[column] = _coded([self._said(column, t) for t in targets])
        return sheet

    def _dimensions(self) -> list[str]:
        found = [*self.wide.dimensions, self.columns_are, self.rows_are]
        return list(dict.fromkeys(c for c in found if c))

    def _said(self, column: str, target: _Target) -> str:
        """What a record says in a column: its own cell, its label, its column's or block's name."""
        said = []
        if column in self.wide.dimensions:
            said.append(target.cells[self.wide.dimensions[column]])
        if column == self.rows_are:
            said.append(target.cells[self.wide.labels[0]])
        if column == self.columns_are:
            own = self.wide.values[target.place]
            said.append(own if isinstance(own, str) else self.names[target.block])
        return next((text for text in said if text.strip()), "")

    def _months(self) -> tuple[list[str], list[str]]:
        """The first day of each target's period, as text, and how long the period is."""
        pairs = [self._period(t) for t in self.body.targets]
        is_open = any(p is not None and not (p.year or y) for p, y, _raw in pairs)
        asked = self._ask_year() if is_open else today().year
        months = [f"{p.begins(y or asked)}" if p else raw for p, y, raw in pairs]
        return months, [p.length if p else "month" for p, _year, _raw in pairs]

    def _period(self, target: _Target) -> tuple[Period | None, int | None, str]:
        own = self.wide.values[target.place]
        cells, year_at, month_at = target.cells, self.wide.year_at, self.wide.month_at
        said = year(cells[year_at]) if year_at is not None else None
        if said is None and self.years:
            said = self.years[target.block]
        if isinstance(own, Period):
            return own, said, ""
        raw = cells[month_at].strip() if month_at is not None else ""
        return row_period(raw, self.wide.are_quarters), said, raw

    def _ask_year(self) -> int:
        """The year of a file that names none."""
        head = self.head
        above = [listed.found for listed in head.report.listed if listed.what == "preamble"]
        texts = [head.file.name, *above, *head.header.cells]
        now = today().year
        likely = [*(y for t in texts for y in _years_in(t)), now, now + 1, now - 1]
        choices = tuple(dict.fromkeys(map(str, likely)))
        question = Question("year", _("Which year are these targets for?"), choices)
        answer = self.asking.settle(question, [head.report], is_valid=lambda a: bool(year(a)))
        return int(answer or choices[0])


def _years_in(text: str) -> list[int]:
    words = "".join(c if c.isdigit() else " " for c in text).split()
    return [int(w) for w in words if len(w) == 4 and 1990 <= int(w) <= 2100]


def _ints(values: list[int]) -> Ints:
    return np.asarray(values, dtype=np.int64)


def _coded(texts: list[Any]) -> Written:
    return join([pa.array(texts, pa.string()).dictionary_encode()])
