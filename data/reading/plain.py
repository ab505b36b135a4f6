"""Plain files, read column by column: for these every reader of CSV agrees on the cells.

A file is plain when its quotes open and close whole cells, no cell runs over lines, and every
record below the header is as wide as it and has a digit where its date is. It is read in slices of
whole lines, two at a time: counted, cut into cells, each different cell kept once. Anything else is
left to the careful reader, `sheet.load_carefully`, of which this one is the quick twin.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from data.reading.head.found import Head
from data.reading.prints import Prints, prints
from data.reading.repeats import marked, stand_twice
from data.reading.sheet import Sheet, load_above, load_carefully
from data.reading.spool import FROM as SPOOL_FROM
from data.reading.spool import Spool
from data.reading.text.counting import count
from data.reading.text.decoded import NotText, problem
from data.reading.text.records import CELL_LIMIT, records
from data.reading.text.slices import TooLong, slices
from data.reading.text.source import Bytes
from data.reading.typed import SAMPLES
from data.reading.values.quick import are_plain_numbers
from data.reading.values.scaled import Scaled, scaled
from data.reading.written import Numbers, Written, join, narrow
from locales import _

RECORD_LIMIT = 50_000_000
"""The most records of one file."""
WORKERS = 2
"""Slices that are read at the same time."""
NUMBERS_FROM = 1 << 22
"""Bytes of a file from which on it pays to read plain numbers without looking for equal ones."""
SAMPLE = 200
DIFFERENT = 64
"""Of the first SAMPLE cells of such a column at least so many are different."""

Step = Callable[[int, int, str], None]
"""Hears how much is done of how much, in "bytes" or "records"."""
TEXT, NUMBER = pa.dictionary(pa.int32(), pa.string()), pa.decimal128(18, 4)
First = Mapping[str, Sequence[str]]
"""Columns that are read as numbers at once, with the first different cells of each."""


class _NotPlain(Exception):  # noqa: N818
    """Another way has to read this file."""


@dataclass
class _Part:
    """What a slice holds: its records, the cells of each mapped column, the prints."""

    count: int
    columns: list[pa.DictionaryArray | Scaled]
    prints: Prints


def load_together(heads: Sequence[Head], steps: Sequence[Step]) -> list[Sheet] | None:
    """Read whole files of one kind that are plain and have columns of nothing but plain numbers.

    None where another way has to read them: also where records look the same, as here cells do
    that write one number in two ways.
    """
    firsts = [_first_numbers(head) for head in heads]
    common = set.intersection(*map(set, firsts))
    if not common:
        return None
    own = [{name: first[name] for name in common} for first in firsts]
    read = [parts for parts in map(_read, heads, steps, own) if parts is not None]
    counts = map(_count, heads, read)
    if len(read) < len(heads) or max(counts) > RECORD_LIMIT or _repeat(heads, read):
        return None
    return list(map(_sheet, heads, read, own))


def load(head: Head, step: Step = lambda _done, _of, _unit: None) -> Sheet:
    """Read the whole file with its cells as written. Raises NotText for more than RECORD_LIMIT."""
    parts = _read(head, step, {})
    if parts is not None:
        _check_limit(_count(head, parts))
        return _sheet(head, parts, {})
    counted = count(head.source.utf8(), head.delimiter)
    _check_limit(counted.records)
    return load_carefully(head, counted, step)


def _count(head: Head, parts: Sequence[_Part]) -> int:
    """Records of a plain file, those above its data too."""
    return head.header.last + sum(part.count for part in parts)


def _check_limit(count: int) -> None:
    if count > RECORD_LIMIT:
        found = _("{n} records").format(n=f"{count:,}")
        limit = _("no more than {n}").format(n=f"{RECORD_LIMIT:,}")
        raise NotText(problem(found, limit, _("export it in smaller parts, month by month")))


def _repeat(heads: Sequence[Head], read: Sequence[Sequence[_Part]]) -> bool:
    """Whether any record of the files looks like another."""
    prints = [marked(p.prints, h) for h, parts in zip(heads, read, strict=True) for p in parts]
    return stand_twice(np.concatenate(prints))


def _first_numbers(head: Head) -> First:
    """Columns whose first cells are so many different plain numbers that all may be."""
    if not _may_be_plain(head) or head.source.size < NUMBERS_FROM:
        return {}
    read = islice(records(head.source, head.delimiter), head.header.last, head.header.last + SAMPLE)
    rows = [cells for _line, cells in read if isinstance(cells, list)]
    found = {}
    for column in head.kind.columns:
        place = head.columns.get(column.name)
        may_be_cut = place == len(head.header.cells) - 1 and not head.source.ends_with_line
        if column.type in ("money", "number") and place is not None and not may_be_cut:
            cells = list(dict.fromkeys(row[place] for row in rows if row[place : place + 1]))
            if len(cells) >= DIFFERENT and are_plain_numbers(pa.array(cells)):
                found[column.name] = [cell for cell in cells if cell][:SAMPLES]
    return found


def _may_be_plain(head: Head) -> bool:
    names = head.header.cells
    return (
        len(names) > 1
        and all(names)
        and head.header.last > 0
        and head.kind.month_column in head.columns
    )


def _read(head: Head, step: Step, numbers: First) -> list[_Part] | None:
    """A plain file, slice by slice; None where the careful reader has to read it."""
    if not _may_be_plain(head):
        return None
    above, total = head.header.last, head.source.size
    parts: list[_Part] = []
    spool = Spool() if total >= SPOOL_FROM else None
    try:
        rest = slices(head.source, above)
        counted = count(next(rest), head.delimiter)
        if counted.records != above or not counted.is_plain or counted.is_dirty:
            return None
        read = partial(_part, head, frozenset(head.columns[name] for name in numbers))
        for done, part in _in_turn(read, rest):
            step(done, total, "bytes")
            if spool:
                part.columns = spool.put(part.columns)
            parts.append(part)
    except (_NotPlain, TooLong, pa.ArrowInvalid):  # ArrowInvalid: a record of another width
        return None
    return parts or None


def _in_turn(read: Callable[[Bytes], _Part], of: Iterator[Bytes]) -> Iterator[tuple[int, _Part]]:
    """The slices read, in their order, with the bytes up to each; no more at once than needed."""
    waiting: deque[tuple[int, Future[_Part]]] = deque()
    done = 0
    with ThreadPoolExecutor(WORKERS) as pool:
        for data in of:
            done += len(data)
            waiting.append((done, pool.submit(read, data)))
            if len(waiting) > WORKERS:
                yield waiting[0][0], waiting.popleft()[1].result()
        while waiting:
            yield waiting[0][0], waiting.popleft()[1].result()


def _part(head: Head, numbers: frozenset[int], data: Bytes) -> _Part:
    """One slice: counted by its bytes and read by Arrow, which have to agree."""
    counted = count(data, head.delimiter)
    if not counted.is_plain or counted.is_dirty:
        raise _NotPlain
    columns = _columns(head, numbers, data)
    if len(columns[0]) != counted.records or not _is_plain(head, columns):
        raise _NotPlain
    small = [_numbers(c) if n in numbers else narrow(c) for n, c in enumerate(columns)]
    found = prints(small, counted.records)
    return _Part(counted.records, [small[place] for place in head.columns.values()], found)


def _columns(head: Head, numbers: frozenset[int], data: Bytes) -> list[pa.Array]:
    """Every column of a slice, mapped or not."""
    places = range(len(head.header.cells))
    types = {f"{place}": NUMBER if place in numbers else TEXT for place in places}
    table = csv.read_csv(
        pa.BufferReader(pa.py_buffer(data)),
        read_options=csv.ReadOptions(
            column_names=list(types), block_size=len(data) + 1, use_threads=False
        ),
        parse_options=csv.ParseOptions(delimiter=head.delimiter),
        convert_options=csv.ConvertOptions(
            column_types=types, strings_can_be_null=False, null_values=[""]
        ),
    )
    return [column.combine_chunks() for column in table.columns]


def _is_plain(head: Head, columns: Sequence[pa.Array]) -> bool:
    """Whether no record can be anything but data, and no cell is too long."""
    assert head.kind.month_column is not None
    texts = [column.dictionary for column in columns if column.type == TEXT]
    days = columns[head.columns[head.kind.month_column]].dictionary
    longest = max(pc.max(pc.binary_length(text)).as_py() or 0 for text in texts)
    return bool(pc.all(pc.match_substring_regex(days, "^[0-9]")).as_py()) and longest <= CELL_LIMIT


def _numbers(column: pa.Array) -> Scaled:
    """The numbers of a column that are all within limits."""
    found = scaled(column)
    if int(found.is_valid.sum()) + column.null_count != len(column):
        raise _NotPlain
    return found


def _sheet(head: Head, parts: Sequence[_Part], numbers: First) -> Sheet:
    above = head.header.last
    rows = _count(head, parts)
    sheet = load_above(head, rows)
    sheet.prints = np.concatenate([part.prints for part in parts])
    for number, name in enumerate(head.columns):
        sheet.cells[name] = _cells([part.columns[number] for part in parts], numbers.get(name))
    sheet.rows = np.arange(above + 1, rows + 1, dtype=np.int32)
    sheet.lines = sheet.rows
    return sheet


def _cells(parts: Sequence[pa.DictionaryArray | Scaled], first: Sequence[str] | None) -> Written:
    if first is None:
        return join(parts)
    return Numbers(pa.array([first[0], ""]), (), parts, first)
