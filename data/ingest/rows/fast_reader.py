"""Plain files, read column by column: for these every reader of CSV agrees on the cells.

A file is plain when its quotes open and close whole cells, no cell runs over lines, and every
record below the header is as wide as it and has a digit where its date is. It is read in slices of
whole lines, two at a time: counted, cut into cells, each different cell kept once. Anything else is
left to `row_reader.load_carefully`, which gives the same table for plain files.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

import numpy as np
import pyarrow as pa

from data.columns.dictionary_column import DictionaryColumn, FixedPointColumn, Ints, join
from data.columns.fixed_point import FixedPoint
from data.columns.row_hash import has_duplicates
from data.columns.spill import FROM as SPOOL_FROM
from data.columns.spill import Spool, let_go
from data.ingest.files.decoding import NotText, problem
from data.ingest.files.record_count import count
from data.ingest.files.records import records
from data.ingest.files.slices import NotPlain, slices
from data.ingest.header.mapped_file import Head
from data.ingest.model import SAMPLES
from data.ingest.rows.combined_dates import combine
from data.ingest.rows.fast_slice import Part, in_turn, read_slice
from data.ingest.rows.raw_table import RawTable, with_header_hash
from data.ingest.rows.row_reader import load_above, load_carefully
from data.ingest.rows.unread_columns import collected
from data.ingest.values.vectorized import are_plain_numbers
from locales import _

RECORD_LIMIT = 50_000_000
"""The most records of one file."""
NUMBERS_FROM = 1 << 22
"""Bytes of a file from which on it pays to read plain numbers without looking for equal ones."""
SAMPLE = 200
DIFFERENT = 64
"""Of the first SAMPLE cells of such a column at least so many are different."""

Step = Callable[[int, int, str], None]
"""Called with how much is done, of how much, and the unit: "bytes" or "records"."""
First = Mapping[str, Sequence[str]]
"""Columns that are read as numbers at once, with the first different cells of each."""


def load_together(heads: Sequence[Head], steps: Sequence[Step]) -> list[RawTable] | None:
    """Read whole files of one kind that are plain and have columns of nothing but plain numbers.

    None where another way has to read them: also where records look the same, as here cells do
    that write one number in two ways.
    """
    firsts = [_first_numbers(head) for head in heads]
    common = set.intersection(*map(set, firsts))
    if not common:
        return None
    numbers = [{name: first[name] for name in common} for first in firsts]
    read = [parts for parts in map(_read, heads, steps, numbers) if parts is not None]
    counts = map(_count, heads, read)
    if len(read) < len(heads) or max(counts) > RECORD_LIMIT or _repeat(heads, read):
        return None
    sheets = list(map(_sheet, heads, read, numbers))
    for sheet in sheets:
        sheet.are_unlike = True
    return sheets


def load(head: Head, step: Step = lambda _done, _of, _unit: None) -> RawTable:
    """Read the whole file with its cells as written. Raises NotText for more than RECORD_LIMIT."""
    parts = _read(head, step, {})
    if parts is not None:
        _check_limit(_count(head, parts))
        return _sheet(head, parts, {})
    counted = count(head.source.utf8(), head.delimiter)
    _check_limit(counted.records)
    return load_carefully(head, counted, step)


def _count(head: Head, parts: Sequence[Part]) -> int:
    """Records of a plain file, those above its data too."""
    return head.header.last + sum(part.count for part in parts)


def _check_limit(count: int) -> None:
    if count > RECORD_LIMIT:
        what = _("{n} records").format(n=f"{count:,}")
        limit = _("no more than {n}").format(n=f"{RECORD_LIMIT:,}")
        raise NotText(problem(what, limit, _("export it in smaller parts, month by month")))


def _repeat(heads: Sequence[Head], read: Sequence[Sequence[Part]]) -> bool:
    """Whether any record of the files looks like another."""
    both = zip(heads, read, strict=True)
    return has_duplicates(
        with_header_hash([(part.row_hashes, head) for head, parts in both for part in parts])
    )


def _first_numbers(head: Head) -> First:
    """Columns whose first cells are so many different plain numbers that all may be."""
    if not _may_be_plain(head) or head.source.size < NUMBERS_FROM:
        return {}
    read = islice(records(head.source, head.delimiter), head.header.last, head.header.last + SAMPLE)
    rows = [cells for _line, cells in read if isinstance(cells, list)]
    numbers = {}
    for column in head.kind.columns:
        place = head.columns.get(column.name)
        may_be_cut = place == len(head.header.cells) - 1 and not head.source.ends_with_line
        if column.type in ("money", "number") and place is not None and not may_be_cut:
            cells = list(dict.fromkeys(row[place] for row in rows if row[place : place + 1]))
            if len(cells) >= DIFFERENT and are_plain_numbers(pa.array(cells)):
                numbers[column.name] = [cell for cell in cells if cell][:SAMPLES]
    return numbers


def _may_be_plain(head: Head) -> bool:
    names = head.header.cells
    return (
        len(names) > 1
        and all(names)
        and head.header.last > 0
        and head.headings_at is None
        and head.kind.month_column in head.columns
    )


def _read(head: Head, step: Step, numbers: First) -> list[Part] | None:
    """Read a plain file slice by slice; None where the row reader has to read it."""
    if not _may_be_plain(head):
        return None
    source, above = head.source, head.header.last
    parts: list[Part] = []
    spool = Spool() if source.size >= SPOOL_FROM else None
    try:
        rest = slices(source.utf8(), head.delimiter, above)
        first = next(rest)
        if first.records != above:
            return None
        read = partial(read_slice, head, frozenset(head.columns[name] for name in numbers))
        done = len(first.data)
        for size, part in in_turn(read, rest):
            source.forget(done, done + size)
            done += size
            step(done, source.size, "bytes")
            if spool:
                _spill(spool, part)
            parts.append(part)
    except (NotPlain, pa.ArrowInvalid):  # ArrowInvalid: a record of another width
        return None
    let_go()
    return parts or None


def _spill(spool: Spool, part: Part) -> None:
    """Put the columns of a slice, mapped and unread, on the disk."""
    places = list(part.unread)
    columns, part.row_hashes = spool.put(
        [*part.columns, *(part.unread[place] for place in places)], part.row_hashes
    )
    part.columns = columns[: len(part.columns)]
    part.unread = dict(zip(places, columns[len(part.columns) :], strict=True))


def _sheet(head: Head, parts: Sequence[Part], numbers: First) -> RawTable:
    above = head.header.last
    rows = _count(head, parts)
    sheet = load_above(head, rows)
    sheet.row_hashes = np.concatenate([part.row_hashes for part in parts])
    for number, name in enumerate(head.stored):
        sheet.cells[name] = _joined([part.columns[number] for part in parts], numbers.get(name))
    sheet.unread = collected(head, [part.unread for part in parts])
    combine(sheet)
    let_go()
    sheet.rows = np.arange(above + 1, rows + 1, dtype=np.int32)
    sheet.lines = _of_sheet(head, sheet) if head.source.sheet else _lines(head, parts, sheet.rows)
    begin = above + 1
    for part in parts:
        sheet.elsewhere += [replace(e, rows=e.rows + begin) for e in part.elsewhere]
        sheet.swallowed += [replace(o, row=o.row + begin) for o in part.swallowed]
        begin += part.count
    return sheet


def _of_sheet(head: Head, sheet: RawTable) -> Ints:
    """The row of its own sheet that each record is."""
    lines = sheet.rows.copy()
    for part in head.source.parts:
        lines[sheet.rows >= part.first] = (
            sheet.rows[sheet.rows >= part.first] - part.first + part.above + 1
        )
    return lines


def _lines(head: Head, parts: Sequence[Part], rows: Ints) -> Ints:
    """The physical line on which each record begins: its number where no cell runs over lines."""
    above = head.header.last
    line, _cells = next(islice(records(head.source, head.delimiter), above, None))
    if line == above + 1 and all(part.lines is None for part in parts):
        return rows
    begins = []
    for part in parts:
        begun = np.arange(part.count + 1) if part.lines is None else part.lines
        begins.append(begun[:-1] + line)
        line += int(begun[-1])
    return np.concatenate(begins)


def _joined(
    parts: Sequence[pa.DictionaryArray | FixedPoint], first: Sequence[str] | None
) -> DictionaryColumn:
    if first is None:
        return join(parts)
    has_blank = not all(part.is_valid.all() for part in parts)
    return FixedPointColumn(pa.array([first[0], *[""] * has_blank]), (), parts, first)
