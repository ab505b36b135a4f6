"""Decimals of an answer as the nearest floats, fast.

Arrow's own cast multiplies by a tenth of a thousandth, and 959320.61 becomes 959320.6100000001. A
whole number below 2**53 divided by a power of ten is the nearest float, as reading its text is.
"""

import numpy as np
import pyarrow as pa

EXACT = 2**53
MOST_SCALE = 22
"""Up to here a power of ten is a float without loss."""


def floats(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The column as float64, each the nearest to its decimal; missing ones stay missing."""
    chunks = [_floats(chunk) for chunk in column.chunks]
    return pa.chunked_array(chunks, type=pa.float64())


def _floats(chunk: pa.Array) -> pa.Array:
    words = _whole(chunk) if chunk.type.bit_width == 128 else None
    if words is None or chunk.type.scale > MOST_SCALE:
        return chunk.cast(pa.string()).cast(pa.float64())
    missing = np.asarray(chunk.is_null()) if chunk.null_count else None
    return pa.array(words / float(10**chunk.type.scale), mask=missing)


def _whole(chunk: pa.Array) -> "np.ndarray[tuple[int], np.dtype[np.int64]] | None":
    """The unscaled numbers; None where one is too large for a float to hold."""
    data = chunk.buffers()[1]
    if data is None:
        return np.zeros(0, dtype=np.int64) if len(chunk) == 0 else None
    pairs = np.frombuffer(data, dtype=np.int64).reshape(-1, 2)
    pairs = pairs[chunk.offset : chunk.offset + len(chunk)]
    low, high = pairs[:, 0], pairs[:, 1]
    if chunk.null_count:
        is_there = np.asarray(chunk.is_valid())
        low, high = np.where(is_there, low, 0), np.where(is_there, high, 0)
    fits = (high == low >> 63) & (low > -EXACT) & (low < EXACT)
    return low if bool(fits.all()) else None
