"""Plain files, read column by column: for these every reader of CSV agrees on the cells.

A file is plain when its quotes open and close whole cells, no cell runs over lines, and every
record below the header is as wide as it and has a digit where its date is. Anything else is left to
the careful reader, `sheet.load_carefully`, of which this one is the quick twin.
"""

from collections.abc import Callable, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from data.reading.counting import LF, Count, count
from data.reading.decoded import NotText, problem
from data.reading.head import Head
from data.reading.prints import Prints, prints
from data.reading.records import CELL_LIMIT
from data.reading.sheet import Sheet, load_above, load_carefully
from data.reading.source import Bytes
from locales import _

SLICE = 1 << 26
"""Bytes read at a time, so that memory stays small."""
BLOCK = 1 << 22
RECORD_LIMIT = 50_000_000
"""The most records of one file."""
LONGEST = 1 << 20
"""Bytes of a line; where one is longer the rest of the file is read at once."""


Step = Callable[[int, int, str], None]
"""Hears how much is done of how much, in "bytes" or "records"."""


def load(head: Head, step: Step = lambda _done, _of, _unit: None) -> Sheet:
    """Read the whole file; its report's records are filled as far as they are known by now.

    Raises NotText for more records than the limit.
    """
    data = head.source.utf8()
    counted = count(data, head.delimiter)
    if counted.records > RECORD_LIMIT:
        found = _("{n} records").format(n=f"{counted.records:,}")
        limit = _("no more than {n}").format(n=f"{RECORD_LIMIT:,}")
        raise NotText(problem(found, limit, _("export it in smaller parts, month by month")))
    plain = _load_plain(head, data, counted, step) if _may_be_plain(head, counted) else None
    return load_carefully(head, counted, step) if plain is None else plain


def _may_be_plain(head: Head, counted: Count) -> bool:
    names = head.header.cells
    return (
        counted.is_plain
        and not counted.is_dirty
        and len(names) > 1
        and all(names)
        and head.kind.month_column in head.columns
        and counted.records > head.header.last
    )


def _load_plain(head: Head, data: Bytes, counted: Count, step: Step) -> Sheet | None:
    packed: dict[str, list[pa.DictionaryArray]] = {name: [] for name in head.columns}
    found: list[Prints] = []
    above = head.header.last
    done = _begin(data, above)
    try:
        for part in _slices(data, done):
            step(done, len(data), "bytes")
            done += len(part)
            columns = _columns(head, part)
            if not _is_plain(head, columns):
                return None
            found.append(prints(columns, len(columns[0])))
            for name, place in head.columns.items():
                packed[name].append(columns[place])
    except pa.ArrowInvalid:  # records of another width
        return None
    if sum(map(len, found)) != counted.records - above:
        return None
    sheet = load_above(head, counted)
    sheet.prints = np.concatenate(found)
    for name, chunks in packed.items():
        sheet.cells[name] = pa.chunked_array(chunks).unify_dictionaries().combine_chunks()
    sheet.rows = np.arange(above + 1, counted.records + 1, dtype=np.int64)
    sheet.lines = sheet.rows
    return sheet


def _begin(data: Bytes, above: int) -> int:
    """Where the line after the first `above` ones begins; the end where that is not found."""
    ends = np.flatnonzero(data[:LONGEST] == LF)
    return int(ends[above - 1]) + 1 if len(ends) >= above else len(data)


def _slices(data: Bytes, begin: int) -> Iterator[Bytes]:
    """The bytes in parts that end with a line."""
    while begin < len(data):
        part = data[begin : begin + SLICE]
        if begin + SLICE < len(data):
            ends = np.flatnonzero(part[-LONGEST:] == LF)
            part = (
                part[: len(part) - len(part[-LONGEST:]) + ends[-1] + 1]
                if len(ends)
                else data[begin:]
            )
        yield part
        begin += len(part)


def _columns(head: Head, part: Bytes) -> list[pa.DictionaryArray]:
    """Every column of a part, mapped or not."""
    names = [f"{place}" for place in range(len(head.header.cells))]
    table = csv.read_csv(
        pa.BufferReader(pa.py_buffer(part)),
        read_options=csv.ReadOptions(column_names=names, block_size=BLOCK),
        parse_options=csv.ParseOptions(delimiter=head.delimiter),
        convert_options=csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
        ),
    )
    return [table[name].combine_chunks().dictionary_encode() for name in names]


def _is_plain(head: Head, columns: list[pa.DictionaryArray]) -> bool:
    """Whether no record can be anything but data, and no cell is too long."""
    month = head.kind.month_column
    assert month is not None
    days = columns[head.columns[month]].dictionary
    longest = max(pc.max(pc.binary_length(c.dictionary)).as_py() or 0 for c in columns)
    return bool(pc.all(pc.match_substring_regex(days, "^[0-9]")).as_py()) and longest <= CELL_LIMIT
