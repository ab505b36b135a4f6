"""Reads the records of a file one by one: each is taken, left out or rejected, with the reason."""

import re
from collections.abc import Callable
from itertools import islice

from data.ingest import context
from data.ingest.files.record_count import Count
from data.ingest.files.records import Broken, Record, records
from data.ingest.header.mapped_file import Head
from data.ingest.rows import page_breaks, record_problems
from data.ingest.rows.combined_dates import combine
from data.ingest.rows.headings import Headings
from data.ingest.rows.inner_quotes import moved_end
from data.ingest.rows.left_out import LeftOut
from data.ingest.rows.notes import Notes, is_row_count
from data.ingest.rows.page_breaks import PageBreaks
from data.ingest.rows.ragged_rows import fitted, ragged, surplus
from data.ingest.rows.raw_table import RawTable
from data.ingest.rows.taken_records import TakenRecords
from data.ingest.rows.truncated_end import mark_cut_off
from data.ingest.rows.unnamed_columns import UnnamedColumns
from data.ingest.values.total_words import (
    Total,
    is_bare_total,
    is_footer,
    is_total,
    reads_like_a_note,
)
from data.report import Records

BLOCK = 100_000
DIRT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]")


def load_carefully(
    head: Head, counted: Count, step: Callable[[int, int, str], None] = lambda *_progress: None
) -> RawTable:
    """Read the whole file record by record; `step` is called with how many are done."""
    head.report.records.in_file = counted.records
    body = _Body(head, counted.is_dirty, has_stray_quotes=not counted.is_plain)
    numbered = enumerate(records(head.source, head.delimiter), 1)
    while block := list(islice(numbered, BLOCK)):
        step(block[0][0], counted.records, "records")
        for row, record in block:
            body.take(row, record)
        body.taken.pack(body.sheet)
    body.finish(counted.ends_with_newline)
    return body.sheet


def load_above(head: Head, count: int) -> RawTable:
    """Read the rows down to the header of a plain file that has `count` records."""
    head.report.records.in_file = count
    body = _Body(head, is_dirty=False)
    for row, record in enumerate(islice(records(head.source, head.delimiter), head.header.last), 1):
        body.take(row, record)
    return body.sheet


class _Body:
    """Sorts the records of one file, one after the other."""

    def __init__(self, head: Head, is_dirty: bool, has_stray_quotes: bool = False) -> None:
        self.sheet = RawTable(head)
        self.head, self.is_dirty = head, is_dirty
        self.reads_layouts = context.reads_at(context.MEANING)
        self.has_stray_quotes = has_stray_quotes and self.reads_layouts
        self.counts: Records = head.report.records
        self.width = len(head.header.cells)
        self.is_list = head.kind.is_list
        month = head.kind.month_column
        self.anchor = head.columns.get(month, -1) if month else -1
        self.unnamed, self.breaks = UnnamedColumns(head), PageBreaks()
        self.notes, self.headings = Notes(head, self.anchor), Headings(head)
        self.may_be_plain = self.anchor >= 0 and not (
            self.is_dirty or self.unnamed.places or self.headings.fills
        )
        self.taken, self.left_out = TakenRecords(head), LeftOut(head)
        self.tail: list[tuple[int, int, list[str]]] = []
        self.tail_gap = False
        self.after_gap = False
        self.wide = 0

    def take(self, row: int, record: Record) -> None:
        """Put one record where it belongs."""
        line, cells = record
        line = self.head.source.row_in_sheet(row) if self.head.source.sheet else line
        if row <= self.head.header.last:
            self._before_data(row, line, cells)
        elif isinstance(cells, Broken):
            self._flush()
            self.sheet.blame(row, record_problems.broken(row, line, cells))
        elif self._is_plain(cells):
            if self.tail:
                self._flush()
            self.taken.add(row, line, cells)
        else:
            self._unusual(row, line, cells)

    def _is_plain(self, cells: list[str]) -> bool:
        """Whether this is surely data: whole, clean, and with a digit where its date is."""
        if not self.may_be_plain or len(cells) != self.width:
            return False
        if self.has_stray_quotes and any('"' in cell for cell in cells):
            return False
        return cells[self.anchor][:1].isdigit()

    def _before_data(self, row: int, line: int, cells: list[str] | Broken) -> None:
        is_header = row >= self.head.header.first
        if is_header and isinstance(cells, Broken):
            self.left_out.header(row, [])
        elif isinstance(cells, Broken):
            self.sheet.blame(row, record_problems.broken(row, line, cells))
        elif is_header:
            self.left_out.header(row, cells)
            self.breaks.add_header(cells)
        elif not any(c.strip() for c in cells):
            self.counts.blank += 1
        elif self._is_plain(cells):
            self.sheet.blame(row, record_problems.above_header(row, line, cells))
        else:
            self.breaks.add_title(cells)
            self.left_out.above(row, cells)

    def _unusual(self, row: int, line: int, cells: list[str]) -> None:
        filled = [c.strip() for c in cells if c.strip()]
        if not filled:
            self.left_out.blank(row)
            self.after_gap = True
        elif self.reads_layouts and (what := self.breaks.kind_of(cells)):
            self._end_page(what)
            self.left_out.below(what, row, cells)
        elif self.is_list and len(cells) == self.width and is_bare_total(filled):
            self._flush()
            self.sheet.bare.add(row)
            self._data(row, line, cells)
            self.after_gap = True
        elif is_total(cells, self.anchor) or self._is_own_total(filled, cells):
            if self.reads_layouts and any(map(_is_title, self.tail)):
                self._flush()
            self.after_gap = True
            self.headings.end(filled[0])
            self.sheet.totals.append(Total(row, len(self.taken), cells))
            self.left_out.below("total", row, cells)
        elif self.width > 1 and self._may_wait(filled, cells):
            self.tail_gap = self.tail_gap if self.tail else self.after_gap
            self.tail.append((row, line, cells))
        else:
            self._flush()
            self._data(row, line, cells)

    def _may_wait(self, filled: list[str], cells: list[str]) -> bool:
        """Whether only the next row tells what this one is: a note, a title, a record."""
        may_be_title = self.reads_layouts and not self.is_list
        may_be_title &= self.notes.may_be_title(filled, cells)
        return may_be_title or self.notes.may_be_one(filled, cells, self.after_gap)

    def _is_own_total(self, filled: list[str], cells: list[str]) -> bool:
        """Whether asterisks, or the name of its heading, mark a row without a day as a total."""
        day = cells[self.anchor].strip() if 0 <= self.anchor < len(cells) else ""
        if not self.reads_layouts or day not in ("", filled[0]):
            return False
        return page_breaks.is_starred(filled) or self.headings.is_total(filled, cells)

    def _end_page(self, what: str) -> None:
        """Leave out what stands above a repeated header: titles and numbers of pages."""
        if what != page_breaks.HEADER:
            return
        waiting, self.tail = self.tail, []
        for row, line, cells in waiting:
            if self.is_list or self.headings.is_one(cells):
                self._waiting(row, line, cells)
            else:
                self.left_out.below(page_breaks.TITLE, row, cells)

    def _data(self, row: int, line: int, cells: list[str]) -> None:
        """A data record that was not plain: trim what is empty, check the rest."""
        self.after_gap = False
        fits = fitted(self.head, cells, is_open_end=self._is_open_end(row))
        if fits is None:
            self.sheet.blame(row, ragged(self.head, row, line, cells))
            return
        self.wide += len(cells) > self.width
        cells = fits
        names = self.head.header.cells
        if self.is_dirty and (dirty := [i for i, c in enumerate(cells) if DIRT.search(c)]):
            place = dirty[0]
            problem = record_problems.unprintable(row, line, names[place], cells[place])
        elif self.has_stray_quotes and (moved := moved_end(cells)) is not None:
            problem = record_problems.inner_quote(row, line, names[moved], cells[moved])
        elif (nameless := self.unnamed.wrong(row, cells)) is not None:
            problem = record_problems.nameless(row, line, nameless, cells)
        else:
            self.taken.add(row, line, self.headings.filled(cells))
            return
        self.sheet.blame(row, problem)

    def _is_open_end(self, row: int) -> bool:
        """Whether the file ends within a record, which may have been longer."""
        return row == self.counts.in_file and not self.head.source.ends_with_line

    def _flush(self) -> None:
        """Take the waiting rows as data: what looked like a footer was followed by records."""
        waiting, self.tail = self.tail, []
        for row, line, cells in waiting:
            self._waiting(row, line, cells)

    def _waiting(self, row: int, line: int, cells: list[str]) -> None:
        """A heading of the records below it, or a record."""
        if not self.headings.is_one(cells):
            self._data(row, line, cells)
        elif self.headings.begin(cells):
            self.left_out.below("heading", row, cells)
        else:
            text = cells[self.headings.place].strip()
            self.sheet.blame(row, record_problems.nested_heading(row, line, text))

    def finish(self, ends_with_newline: bool) -> None:
        """Judge the tail, pack the rest, and say when the last record was cut off."""
        gap = self.tail_gap
        for i, (row, line, cells) in enumerate(self.tail):
            is_last = row == self.counts.in_file and not ends_with_newline
            filled = [c.strip() for c in cells if c.strip()]
            gap |= i > 0 and not self.is_list
            is_note = reads_like_a_note(filled[0], gap, self.head.kind.is_list)
            is_note |= self.reads_layouts and is_row_count(filled[0])
            is_note &= not self.notes.is_listed_id(cells)
            is_note &= not is_last and not _is_title((row, line, cells))
            if not self.notes.may_be_account(filled, cells, gap) and (is_footer(filled) or is_note):
                self.left_out.below("footer", row, cells)
                gap = True
            elif is_last and len(cells) < self.width:
                self.sheet.blame(row, record_problems.cut_off(row, line, " | ".join(cells)))
            else:
                self._data(row, line, cells)
        self.taken.put_into(self.sheet)
        combine(self.sheet)
        self.unnamed.list_counters(self.head)
        if self.reads_layouts and self.wide:
            self.head.report.warnings.append(surplus(self.wide))
        mark_cut_off(self.sheet, ends_with_newline)


def _is_title(waiting: tuple[int, int, list[str]]) -> bool:
    """Whether a waiting row has several cells, so that it is no note."""
    return sum(bool(cell.strip()) for cell in waiting[2]) > 1
