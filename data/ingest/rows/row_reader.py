"""Reads the records of a file one by one: each is taken, left out or rejected, with the reason."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import islice

import numpy as np
import pyarrow as pa

from data.columns.dictionary_column import Ints, join
from data.columns.row_hash import row_hashes
from data.ingest.files.record_count import Count
from data.ingest.files.records import Broken, Record, records
from data.ingest.header.mapped_file import Head
from data.ingest.rows import record_problems
from data.ingest.rows.ragged_rows import ragged
from data.ingest.rows.raw_table import RawTable
from data.ingest.rows.stray_quotes import swallowed
from data.ingest.rows.unread_columns import collected, unread
from data.ingest.values.total_words import (
    Total,
    is_bare_total,
    is_footer,
    is_total,
    may_be_names,
    reads_like_a_note,
    reads_like_a_record,
    spoken_elsewhere,
)
from data.report import LISTED, Listed, Records
from locales import _

BLOCK = 100_000
DIRT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]")


def load_carefully(
    head: Head, counted: Count, step: Callable[[int, int, str], None] = lambda *_progress: None
) -> RawTable:
    """Read the whole file record by record; `step` is called with how many are done."""
    head.report.records.in_file = counted.records
    body = _Body(head, counted.is_dirty)
    numbered = enumerate(records(head.source, head.delimiter), 1)
    while block := list(islice(numbered, BLOCK)):
        step(block[0][0], counted.records, "records")
        for row, record in block:
            body.take(row, record)
        body.pack()
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

    def __init__(self, head: Head, is_dirty: bool) -> None:
        self.sheet = RawTable(head)
        self.head, self.is_dirty = head, is_dirty
        self.counts: Records = head.report.records
        self.width = len(head.header.cells)
        self.is_list = head.kind.is_list
        self.nameless = [i for i, name in enumerate(head.header.cells) if not name]
        self.named = max(
            (i for i, name in enumerate(head.header.cells, 1) if name), default=self.width
        )
        self.places = dict(head.columns)
        month = head.kind.month_column
        self.anchor = self.places.get(month, -1) if month else -1
        self.taken: list[tuple[int, int, list[str]]] = []
        self.kept = 0
        self.tail: list[tuple[int, int, list[str]]] = []
        self.tail_gap = False
        self.after_gap = False
        self.packed: dict[str, list[pa.Array]] = {c: [] for c in self.places}
        self.unread: list[dict[int, pa.DictionaryArray]] = []
        self.numbers: list[list[Ints]] = [[], [], []]

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
            self.taken.append((row, line, cells))
        else:
            self._unusual(row, line, cells)

    def _is_plain(self, cells: list[str]) -> bool:
        """Whether this is surely data: whole, clean, and with a digit where its date is."""
        if len(cells) != self.width or self.anchor < 0 or self.is_dirty or self.nameless:
            return False
        return cells[self.anchor][:1].isdigit()

    def _before_data(self, row: int, line: int, cells: list[str] | Broken) -> None:
        if row >= self.head.header.first:
            self.counts.header = 1
            self.counts.preamble += row > self.head.header.first
        elif isinstance(cells, Broken):
            self.sheet.blame(row, record_problems.broken(row, line, cells))
        elif not any(c.strip() for c in cells):
            self.counts.blank += 1
        elif self._is_plain(cells):
            self.sheet.blame(row, record_problems.above_header(row, line, cells))
        else:
            self.counts.preamble += 1
            self._list("preamble", row, cells)

    def _list(self, what: str, row: int, cells: list[str]) -> None:
        shown = " | ".join(c for c in cells if c.strip())
        if len(self.head.report.listed) < LISTED:
            self.head.report.listed.append(Listed(what, row, None, shown[:200]))

    def _list_blank(self, row: int) -> None:
        """List blank rows, those that follow each other together: for files that are only shown."""
        listed = self.head.report.listed
        last = listed[-1] if listed else None
        if last and last.what == "blank" and last.row + last.count == row:
            listed[-1] = replace(last, count=last.count + 1)
        elif len(listed) < LISTED:
            listed.append(Listed("blank", row, None, ""))

    def _unusual(self, row: int, line: int, cells: list[str]) -> None:
        filled = [c.strip() for c in cells if c.strip()]
        if not filled:
            self.counts.blank += 1
            self.after_gap = True
            if self.head.kind.name == "":
                self._list_blank(row)
        elif self.is_list and len(cells) == self.width and is_bare_total(filled):
            self._flush()
            self.sheet.bare.add(row)
            self._data(row, line, cells)
            self.after_gap = True
        elif is_total(cells, self.anchor):
            self.counts.totals += 1
            self.after_gap = True
            self.sheet.totals.append(Total(row, self._here(), cells))
            self._list("total", row, cells)
        elif self.width > 1 and self._may_be_note(filled, cells):
            self.tail_gap = self.tail_gap if self.tail else self.after_gap
            self.tail.append((row, line, cells))
        else:
            self._flush()
            self._data(row, line, cells)

    def _may_be_note(self, filled: list[str], cells: list[str]) -> bool:
        """Whether this may stand below the data: one cell, or a known footer that is no account."""
        if len(filled) == 1:
            return not reads_like_a_record(filled[0], self.width)
        accounts = [
            self.places[name] for name in ("account_id", "account_name") if name in self.places
        ]
        is_account = len(accounts) == 2 and all(
            p < len(cells) and cells[p].strip() for p in accounts
        )
        is_account |= self._may_be_account(filled, cells, self.after_gap)
        return is_footer(filled) and not is_account

    def _may_be_account(self, filled: list[str], cells: list[str], after_gap: bool) -> bool:
        """Whether what begins like a note is the name of an account, with all that its kind needs:
        nothing more in a list, a day elsewhere."""
        if after_gap or not may_be_names(filled):
            return False
        at = self.places.get("account_name", self.width)
        is_named = at < len(cells) and cells[at].strip() == filled[0]
        has_day = 0 <= self.anchor < len(cells) and bool(cells[self.anchor].strip())
        return is_named and (self.head.kind.is_list or has_day)

    def _is_listed_id(self, cells: list[str]) -> bool:
        """Whether the one cell is the id of an account in a list, which needs nothing more."""
        at = self.places.get("account_id", self.width)
        is_list = self.head.kind.is_list
        cell = cells[at].strip() if is_list and at < len(cells) else ""
        return any(c.isdigit() for c in cell) and not any(c.isspace() or c in ":：" for c in cell)

    def _here(self) -> int:
        return self.kept + len(self.taken)

    def _data(self, row: int, line: int, cells: list[str]) -> None:
        """A data record that was not plain: trim what is empty, check the rest."""
        self.after_gap = False
        if len(cells) > self.width and not any(c.strip() for c in cells[self.width :]):
            cells = cells[: self.width]
        if self.named <= len(cells) < self.width and not self._is_open_end(row):
            cells = [*cells, *[""] * (self.width - len(cells))]
        if len(cells) != self.width:
            self.sheet.blame(row, ragged(self.head, row, line, cells))
            return
        if self.is_dirty and (dirty := [i for i, c in enumerate(cells) if DIRT.search(c)]):
            header = self.head.header.cells[dirty[0]]
            self.sheet.blame(row, record_problems.unprintable(row, line, header, cells[dirty[0]]))
            return
        if any(cells[i].strip() for i in self.nameless):
            self.sheet.blame(row, record_problems.nameless(row, line, self.nameless, cells))
            return
        self.taken.append((row, line, cells))

    def _is_open_end(self, row: int) -> bool:
        """Whether the file ends within a record, which may have been longer."""
        return row == self.counts.in_file and not self.head.source.ends_with_line

    def _flush(self) -> None:
        """Take the waiting rows as data: what looked like a footer was followed by records."""
        waiting, self.tail = self.tail, []
        for row, line, cells in waiting:
            self._data(row, line, cells)

    def pack(self) -> None:
        """Turn the records taken so far into columns, so that memory stays small."""
        if not self.taken:
            return
        rows, lines, cells = zip(*self.taken, strict=True)
        self.taken = []
        self.kept += len(rows)
        columns = [
            pa.array([c[place] for c in cells], type=pa.string()).dictionary_encode()
            for place in range(self.width)
        ]
        of = np.array(rows)
        self.unread.append(unread(self.head, columns))
        self.sheet.elsewhere += spoken_elsewhere(columns, self.places.values(), of)
        self.sheet.swallowed += swallowed(self.head, columns, of)
        for column, place in self.places.items():
            self.packed[column].append(columns[place])
        for kept, new in zip(self.numbers, (rows, lines), strict=False):
            kept.append(np.fromiter(new, np.int64, len(rows)))
        self.numbers[2].append(row_hashes(columns, len(rows)))

    def finish(self, ends_with_newline: bool) -> None:
        """Judge the tail, pack the rest, and say when the last record was cut off."""
        gap = self.tail_gap
        for i, (row, line, cells) in enumerate(self.tail):
            is_last = row == self.counts.in_file and not ends_with_newline
            filled = [c.strip() for c in cells if c.strip()]
            gap |= i > 0 and not self.is_list
            is_note = reads_like_a_note(filled[0], gap, self.head.kind.is_list)
            is_note &= not self._is_listed_id(cells)
            is_note &= not is_last
            if not self._may_be_account(filled, cells, gap) and (is_footer(filled) or is_note):
                self.counts.totals += 1
                self._list("footer", row, cells)
                gap = True
            elif is_last and len(cells) < self.width:
                self.sheet.blame(row, record_problems.cut_off(row, line, " | ".join(cells)))
            else:
                self._data(row, line, cells)
        self.pack()
        self._mark_cut_off(ends_with_newline)
        sheet = self.sheet
        for column, chunks in self.packed.items():
            sheet.cells[column] = join(chunks)
        sheet.unread = collected(self.head, self.unread)
        joined_numbers = (np.concatenate(n) if n else np.empty(0, np.int64) for n in self.numbers)
        sheet.rows, sheet.lines, sheet.row_hashes = joined_numbers

    def _mark_cut_off(self, ends_with_newline: bool) -> None:
        """A short or open last record in a file without a last newline was cut off."""
        last, problems = self.counts.in_file, self.sheet.problems
        if not ends_with_newline and problems and problems[-1].row == last:
            was = problems[-1]
            lasting = (_("text without control characters or lost characters"), _("a whole record"))
            if was.expected not in lasting:
                problems[-1] = record_problems.cut_off(last, was.line or last, was.found)
