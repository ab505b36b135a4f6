"""One slice of a plain file, cut into cells by Arrow: of each column the different cells once."""

from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from data.columns.dictionary_column import Ints, narrow
from data.columns.fixed_point import FixedPoint, scaled
from data.columns.row_hash import RowHashes, row_hashes
from data.ingest.files.record_count import first_lines
from data.ingest.files.records import CELL_LIMIT
from data.ingest.files.slices import NotPlain, Slice
from data.ingest.files.source import WORKERS
from data.ingest.header.mapped_file import Head
from data.ingest.rows.stray_quotes import StrayQuote, swallowed
from data.ingest.rows.unread_columns import unread
from data.ingest.values.total_words import TotalWords, spoken_elsewhere

CELLS, NUMBER = pa.dictionary(pa.int32(), pa.binary()), pa.decimal128(18, 4)
"""Bytes, not texts: Arrow would look at each cell whether it is UTF-8, and all the bytes are."""
PIECE = 1 << 22
"""Bytes that Arrow cuts into cells at once: it keeps them several times over."""


@dataclass
class Part:
    """What a slice holds: how many records, the cells of each mapped column, the row_hashes.

    `unread`: the unmapped columns, as far as they are kept. `lines`: where cells run over lines,
    the one on which each record begins, from 0, and last how many lines there are. `elsewhere`:
    what the other columns say of totals, at records from 0; `swallowed`: cells that may be several
    of them, from 0 too.
    """

    count: int
    columns: list[pa.DictionaryArray | FixedPoint]
    row_hashes: RowHashes
    lines: Ints | None
    elsewhere: list[TotalWords]
    swallowed: list[StrayQuote]
    unread: dict[int, pa.DictionaryArray]


def in_turn(read: Callable[[Slice], Part], of: Iterator[Slice]) -> Iterator[tuple[int, Part]]:
    """The slices read, in their order, with the bytes of each; no more at once than needed."""
    waiting: deque[tuple[int, Future[Part]]] = deque()
    with ThreadPoolExecutor(WORKERS) as pool:
        for piece in of:
            waiting.append((len(piece.data), pool.submit(copy_context().run, read, piece)))
            if len(waiting) > WORKERS:
                yield waiting[0][0], waiting.popleft()[1].result()
        while waiting:
            yield waiting[0][0], waiting.popleft()[1].result()


def read_slice(head: Head, numbers: Collection[int], piece: Slice) -> Part:
    """Cut one slice into columns; those at the places `numbers` are plain numbers.

    Raises NotPlain where the row reader has to read the file: also where Arrow finds another number
    of records than was counted."""
    columns = _columns(head, numbers, piece)
    if len(columns[0]) != piece.records or not _is_plain(head, columns):
        raise NotPlain
    known = () if numbers else head.columns.values()
    elsewhere = spoken_elsewhere(columns, known, np.arange(piece.records))
    over = swallowed(head, columns, np.arange(piece.records)) if piece.runs_over else []
    if numbers and (elsewhere or over):  # what is to be asked is read with its cells as written
        raise NotPlain
    small = [_numbers(c) if n in numbers else narrow(c) for n, c in enumerate(columns)]
    hashes = row_hashes(small, piece.records)
    lines = None
    if piece.runs_over and not head.source.sheet:
        lines = first_lines(piece.data, head.delimiter)
    ours = [small[place] for place in head.stored.values()]
    return Part(piece.records, ours, hashes, lines, elsewhere, over, unread(head, columns))


def _columns(head: Head, numbers: Collection[int], piece: Slice) -> list[pa.Array]:
    """Every column of a slice, mapped or not."""
    places = range(len(head.header.cells))
    types = {f"{place}": NUMBER if place in numbers else CELLS for place in places}
    table = csv.read_csv(
        pa.BufferReader(pa.py_buffer(piece.data)),
        read_options=csv.ReadOptions(column_names=list(types), block_size=PIECE, use_threads=False),
        parse_options=csv.ParseOptions(
            delimiter=head.delimiter, newlines_in_values=piece.runs_over
        ),
        convert_options=csv.ConvertOptions(
            column_types=types, strings_can_be_null=False, null_values=[""]
        ),
    )
    return [_texts(column.combine_chunks()) for column in table.columns]


def _texts(column: pa.Array) -> pa.Array:
    if column.type != CELLS:
        return column
    texts = column.dictionary.cast(pa.string())
    return pa.DictionaryArray.from_arrays(column.indices, texts, safe=False)


def _is_plain(head: Head, columns: Sequence[pa.Array]) -> bool:
    """Whether no record can be anything but data, and no cell is too long."""
    assert head.kind.month_column is not None
    texts = [column.dictionary for column in columns if isinstance(column, pa.DictionaryArray)]
    days = columns[head.columns[head.kind.month_column]].dictionary
    longest = max(pc.max(pc.binary_length(text)).as_py() or 0 for text in texts)
    return bool(pc.all(pc.match_substring_regex(days, "^[0-9]")).as_py()) and longest <= CELL_LIMIT


def _numbers(column: pa.Array) -> FixedPoint:
    """The numbers of a column that are all within limits."""
    numbers = scaled(column)
    if int(numbers.is_valid.sum()) + column.null_count != len(column):
        raise NotPlain
    return numbers
