"""A column of raw cells, dictionary-encoded: each different cell once, and an index per record.

Types are inferred from different cells only, and no step makes a text for each record. The indices
come in parts, as the file was read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.columns.fixed_point import MONEY, FixedPoint
from data.kinds.columns import DECIMAL

Ints = np.ndarray[Any, np.dtype[np.integer[Any]]]
Values = np.ndarray[Any, np.dtype[Any]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]
TEXT = pa.string()
ROWS = 122_880
"""Records of a part: as many as DuckDB stores together."""
SHORT = np.iinfo(np.int16).max


@dataclass
class DictionaryColumn:
    """The different cells `raw`, in the order of their first record.

    `parts`: for each run of records, the codes of their cells within the part, and for each code
    the index in `raw`.
    """

    raw: pa.Array
    parts: Sequence[tuple[pa.Array, Ints]]

    @property
    def count(self) -> int:
        """How many records there are."""
        return sum(len(codes) for codes, _known in self.parts)

    @cached_property
    def index(self) -> Ints:
        """For each record, which of `raw` it has."""
        return self.each(np.arange(len(self.raw), dtype=np.int32))

    def each(self, values: Values) -> Values:
        """For each record that of these values, one for each of `raw`, which its cell has."""
        result = np.empty(self.count, values.dtype)
        begin = 0
        for codes, known in self.parts:
            part = result[begin : begin + len(codes)]
            if len(known):
                np.take(values[known], _numbers(codes), out=part, mode="clip")  # the quickest mode
            begin += len(codes)
        return result

    def array(self, values: pa.Array) -> pa.ChunkedArray:
        """The column with these values in the place of `raw`, records in order."""
        chunks = [_valued(codes, values.take(pa.array(known))) for codes, known in self.parts]
        return pa.chunked_array(chunks, pa.dictionary(self._width, values.type))

    @property
    def _width(self) -> pa.DataType:
        return self.parts[0][0].type if self.parts else pa.int32()

    def cell(self, place: int) -> str:
        """The cell of a record."""
        return str(self.raw[int(self.index[place])].as_py())

    def samples(self, values: pa.Array, places: Ints) -> list[tuple[str, str]]:
        """Cells as written and as read."""
        return [(self.raw[i].as_py(), f"{values[i].as_py()}") for i in places.tolist()]

    def texts(self, begin: int, count: int) -> list[str]:
        """The cells of some records."""
        texts: list[str] = self.raw.take(pa.array(self.index[begin : begin + count])).to_pylist()
        return texts

    def place_of(self, cell: str) -> int | None:
        """The first record with this cell."""
        number = pc.index(self.raw, cell).as_py()
        places: Ints = np.flatnonzero(self.index == number)
        return int(places[0]) if len(places) else None

    def filter(self, mask: Mask) -> "DictionaryColumn":
        """The cells of those records alone."""
        kept = self.raw.take(pa.array(self.index[mask]))
        return join([kept.dictionary_encode()])


@dataclass
class FixedPointColumn(DictionaryColumn):
    """Cells that were all read as plain numbers at once, or are blank.

    `raw`: one of them, with the decimal point that they all have, and the blank one if there is
    any; `first` are the first different cells.
    """

    numbers: Sequence[FixedPoint] = ()
    first: Sequence[str] = ()

    @property
    def count(self) -> int:
        """How many records there are."""
        return sum(len(part.whole) for part in self.numbers)

    @cached_property
    def index(self) -> Ints:
        """For each record, which of `raw` it has."""
        return np.concatenate([(~part.is_valid).astype(np.int8) for part in self.numbers])

    def each(self, values: Values) -> Values:
        """For each record that of these values, one for each of `raw`, which its cell has."""
        return values[self.index]

    def array(self, values: pa.Array) -> pa.ChunkedArray:
        """The numbers; they are no others than those of `values`."""
        return pa.chunked_array([part.array() for part in self.numbers], MONEY)

    def samples(self, values: pa.Array, places: Ints) -> list[tuple[str, str]]:
        """Cells as written and as read."""
        read = pa.array(self.first).cast(values.type).to_pylist()
        return [(cell, f"{value}") for cell, value in zip(self.first, read, strict=True)]

    def with_nought(self) -> "FixedPointColumn":
        """The same with 0 in the place of blank cells."""
        kept = [
            FixedPoint(np.where(n.is_valid, n.whole, 0), np.ones(len(n.whole), np.bool_))
            for n in self.numbers
        ]
        return FixedPointColumn(self.raw, (), kept, self.first)

    def filter(self, mask: Mask) -> "FixedPointColumn":
        """The cells of those records alone."""
        kept, begin = [], 0
        for part in self.numbers:
            chosen = mask[begin : begin + len(part.whole)]
            kept.append(FixedPoint(part.whole[chosen], part.is_valid[chosen]))
            begin += len(chosen)
        return FixedPointColumn(self.raw, (), kept, self.first)


def join(parts: Sequence[pa.DictionaryArray]) -> DictionaryColumn:
    """One column from the cells of its parts."""
    if not parts:
        return DictionaryColumn(pa.array([], pa.string()), [])
    together = pa.concat_arrays([part.dictionary for part in parts]).dictionary_encode()
    ends = np.cumsum([len(part.dictionary) for part in parts])
    known = np.split(_numbers(together.indices), ends[:-1])
    longest = max(len(part.dictionary) for part in parts)
    width = pa.int16() if longest <= SHORT else pa.int32()
    codes = [part.indices.cast(width) for part in parts]
    return DictionaryColumn(together.dictionary, list(zip(codes, known, strict=True)))


def narrow(part: pa.DictionaryArray) -> pa.DictionaryArray:
    """The same in less memory."""
    width = pa.int16() if len(part.dictionary) <= SHORT else pa.int32()
    return pa.DictionaryArray.from_arrays(part.indices.cast(width), part.dictionary, safe=False)


def plainly(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column with a value for each record, without its dictionary."""
    if not pa.types.is_dictionary(column.type):
        return column
    return pa.chunked_array(
        [chunk.dictionary.take(chunk.indices) for chunk in column.chunks], column.type.value_type
    )


def same(
    value: str | int | date | None, count: int, of_type: pa.DataType = TEXT
) -> pa.ChunkedArray:
    """A column that says the same for every record."""
    codes = pa.array(np.zeros(min(count, ROWS), np.int16))
    block = _valued(codes, pa.array([value], of_type))
    blocks = [block] * (count // ROWS) + [block.slice(0, count % ROWS)]
    return pa.chunked_array(blocks, pa.dictionary(pa.int16(), of_type))


def revalued(
    column: pa.ChunkedArray, change: Callable[[pa.Array], pa.Array], of_type: pa.DataType
) -> pa.ChunkedArray:
    """A column with other values, found once for each different one."""
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    chunks = [_valued(chunk.indices, change(chunk.dictionary)) for chunk in column.chunks]
    return pa.chunked_array(chunks, pa.dictionary(column.type.index_type, of_type))


def first_of(column: pa.ChunkedArray, other: pa.ChunkedArray) -> pa.ChunkedArray:
    """The values of a column, of another where it has none; both keep each value once."""
    parts = pa.table([column, other], ["own", "other"]).to_batches()
    most = max((sum(len(of.dictionary) for of in part.columns) for part in parts), default=0)
    width = pa.int16() if most <= SHORT else pa.int32()
    chunks = [_first_of(part.column(0), part.column(1), width) for part in parts]
    return pa.chunked_array(chunks, pa.dictionary(width, column.type.value_type))


def _first_of(first: pa.DictionaryArray, other: pa.DictionaryArray, width: pa.DataType) -> pa.Array:
    start = pa.scalar(len(first.dictionary), width)
    codes = pc.coalesce(first.indices.cast(width), pc.add(other.indices.cast(width), start))
    return _valued(codes, pa.concat_arrays([first.dictionary, other.dictionary]))


def different(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Each value of a column once."""
    if not pa.types.is_dictionary(column.type):
        return column.unique()
    used = [chunk.dictionary.take(chunk.indices.unique()) for chunk in column.chunks]
    return pa.chunked_array(used, column.type.value_type).unique()


def together(tables: Sequence[pa.Table]) -> pa.Table:
    """One table of several; where they keep a column in different ways, plainly."""
    if len({table.schema for table in tables}) == 1:
        return pa.concat_tables(tables)
    return pa.concat_tables([_plain(table) for table in tables])


def _plain(table: pa.Table) -> pa.Table:
    columns = {name: plainly(table[name]) for name in table.column_names}
    return pa.table({n: c.cast(DECIMAL) if c.type == MONEY else c for n, c in columns.items()})


def _valued(codes: pa.Array, values: pa.Array) -> pa.DictionaryArray:
    """A value for each code; null is a null of the column, not of its dictionary.

    There are as many values as before, so Arrow need not look at each code again.
    """
    if values.null_count == len(values):
        codes = pa.nulls(len(codes), codes.type)
    elif values.null_count:
        is_null = values.is_null().to_numpy(zero_copy_only=False)
        plain = codes.fill_null(0).to_numpy(zero_copy_only=False)
        missing = is_null[plain] | codes.is_null().to_numpy(zero_copy_only=False)
        codes = pa.array(plain, codes.type, mask=missing)
    return pa.DictionaryArray.from_arrays(codes, values, safe=False)


def _numbers(codes: pa.Array) -> Ints:
    numbers: Ints = codes.to_numpy(zero_copy_only=False)
    return numbers
