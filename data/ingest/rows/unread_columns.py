"""Columns that no column of ours is, as far as they may change what a row means.

Of a column with few different cells the cells are kept; of any other one only whether each cell is
filled (a date of cancellation is, or is not).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.columns.dictionary_column import DictionaryColumn, join, narrow
from data.ingest.header.mapped_file import Head

MOST_VALUES = 20
"""Different cells, blank ones apart, that are kept as they are; statuses and types are few."""
FILLED = "*"
"""Stands for whatever fills a cell of a column with more different cells."""


@dataclass(frozen=True)
class UnreadColumn:
    """One column of a file: its header, its cells, and whether they say no more than `filled`."""

    header: str
    cells: DictionaryColumn
    is_filled_only: bool = False


Block = Mapping[int, pa.DictionaryArray]
"""Place in the record -> the cells of some records."""


def unread(head: Head, columns: Sequence[pa.Array]) -> dict[int, pa.DictionaryArray]:
    """The unmapped columns of some records, each as far as it is kept."""
    mapped = set(head.stored.values())
    return {
        place: _reduced(column)
        for place, column in enumerate(columns)
        if place not in mapped
        and head.header.cells[place]
        and isinstance(column, pa.DictionaryArray)
    }


def collected(head: Head, blocks: Sequence[Block]) -> dict[int, UnreadColumn]:
    """The unmapped columns of all blocks of a file, in the order of its records."""
    places = set.intersection(*map(set, blocks)) if blocks else set()
    return {place: _collected(head, place, [b[place] for b in blocks]) for place in sorted(places)}


def _collected(head: Head, place: int, parts: Sequence[pa.DictionaryArray]) -> UnreadColumn:
    header = head.header.cells[place]
    cells = join(parts)
    is_filled_only = any(_is_reduced(part) for part in parts) or _is_large(cells.raw)
    if is_filled_only:
        cells = join([_filled(part) for part in parts])
    return UnreadColumn(header, cells, is_filled_only)


def _reduced(column: pa.DictionaryArray) -> pa.DictionaryArray:
    return narrow(_filled(column) if _is_large(column.dictionary) else column)


def _is_large(different: pa.Array) -> bool:
    """Whether there are more different cells than are kept as they are."""
    if len(different) <= MOST_VALUES:
        return False
    return bool(pc.count_distinct(pc.utf8_trim_whitespace(different)).as_py() > MOST_VALUES + 1)


def _filled(column: pa.DictionaryArray) -> pa.DictionaryArray:
    """The same records with nothing but blank and FILLED, in this order: so it is recognised."""
    filled = pc.not_equal(pc.utf8_trim_whitespace(column.dictionary), "")
    codes = filled.to_numpy(zero_copy_only=False).astype(np.int16)
    indices = column.indices.to_numpy(zero_copy_only=False)
    reduced = codes[indices] if len(codes) else np.zeros(len(column), np.int16)
    return pa.DictionaryArray.from_arrays(pa.array(reduced), pa.array(["", FILLED]))


def _is_reduced(column: pa.DictionaryArray) -> bool:
    return bool(column.dictionary.to_pylist() == ["", FILLED])
