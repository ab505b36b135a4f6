"""Money as whole ten-thousandths: exact like decimals, and as quick as whole numbers are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa

from data.kinds.columns import DECIMAL

MONEY = pa.decimal64(18, 4)
"""DECIMAL in half of the memory, which Arrow keeps and DuckDB reads but few functions take."""
PLACES = 4
SCALE = 10**PLACES
LIMIT = 10**18
"""Ten-thousandths that DECIMAL cannot hold."""

Whole = np.ndarray[Any, np.dtype[np.int64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True)
class FixedPoint:
    """Ten-thousandths, and which of them there are."""

    whole: Whole
    is_valid: Mask

    def array(self) -> pa.Array:
        """As decimals."""
        missing = None
        if not self.is_valid.all():
            missing = pa.py_buffer(np.packbits(self.is_valid, bitorder="little"))
        buffers = [missing, pa.py_buffer(self.whole)]
        return pa.Array.from_buffers(MONEY, len(self.whole), buffers)

    def value(self, place: int) -> Decimal:
        """One of them."""
        return Decimal(int(self.whole[place])).scaleb(-PLACES)

    def split(self, lengths: Sequence[int]) -> list["FixedPoint"]:
        """The same in parts of these lengths."""
        ends = np.cumsum(lengths)[:-1]
        both = zip(np.split(self.whole, ends), np.split(self.is_valid, ends), strict=True)
        return [FixedPoint(*part) for part in both]


def scaled(values: pa.Array) -> FixedPoint:
    """The ten-thousandths of decimals with four places; those too large count as missing."""
    values = values.cast(DECIMAL)
    if not len(values):
        return FixedPoint(np.empty(0, np.int64), np.empty(0, np.bool_))
    is_valid = values.is_valid().to_numpy(zero_copy_only=False)
    limbs = np.frombuffer(values.buffers()[1], np.int64)
    begin = 2 * values.offset
    low, high = (limbs[begin + i : begin + 2 * len(values) : 2] for i in (0, 1))
    fits = (high == low >> 63) & (low < LIMIT) & (low > -LIMIT)
    return FixedPoint(low.copy(), is_valid & fits)


def parts(column: pa.ChunkedArray) -> Iterator[FixedPoint]:
    """The ten-thousandths of a column, chunk by chunk."""
    return map(_of_chunk, column.chunks)


def parts_of(batch: pa.RecordBatch) -> Iterator[FixedPoint]:
    """The ten-thousandths of a batch, column by column."""
    return map(_of_chunk, batch.columns)


def _of_chunk(chunk: pa.Array) -> FixedPoint:
    if chunk.type == MONEY:
        return _view(chunk)
    if not isinstance(chunk, pa.DictionaryArray):
        return scaled(chunk)
    of = scaled(chunk.dictionary)
    codes = chunk.indices.fill_null(0).to_numpy(zero_copy_only=False)
    is_valid = chunk.is_valid().to_numpy(zero_copy_only=False)
    return FixedPoint(of.whole[codes], of.is_valid[codes] & is_valid)


def _view(chunk: pa.Array) -> FixedPoint:
    whole = np.frombuffer(chunk.buffers()[1], np.int64)[chunk.offset : chunk.offset + len(chunk)]
    return FixedPoint(whole, chunk.is_valid().to_numpy(zero_copy_only=False))


def product(one: FixedPoint, other: FixedPoint) -> FixedPoint:
    """The products, rounded half up; those too large count as missing."""
    exact = one.whole * other.whole
    if _largest(one) * _largest(other) >= 2**63 - SCALE:
        exact = one.whole.astype(object) * other.whole
    size = (np.abs(exact) + SCALE // 2) // SCALE
    is_valid = one.is_valid & other.is_valid & (size < LIMIT).astype(bool)
    whole = np.where(is_valid, np.where(exact < 0, -size, size), 0)
    return FixedPoint(whole.astype(np.int64), is_valid)


def _largest(of: FixedPoint) -> int:
    there = of.whole[of.is_valid]
    return max(abs(int(there.max())), abs(int(there.min()))) if len(there) else 0
