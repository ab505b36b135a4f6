"""Fingerprints of records: equal cells give equal row_hashes, however a file was read.

They hold within one process only, as Python salts the hash of a text anew in each.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pyarrow as pa

from data.columns.fixed_point import FixedPoint

RowHashes = np.ndarray[Any, np.dtype[np.int64]]
Hashes = np.ndarray[Any, np.dtype[np.uint64]]
_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX = (
    (np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)),
    (np.uint64(27), np.uint64(0x94D049BB133111EB)),
)


def row_hashes(columns: Iterable[pa.DictionaryArray | FixedPoint], count: int) -> RowHashes:
    """A 64-bit hash of each of `count` records, over all columns in order."""
    total, of_column = np.full(count, _STEP, np.uint64), np.empty(count, np.uint64)
    for cells in columns:
        total *= _STEP
        if isinstance(cells, FixedPoint):
            total += _of_numbers(cells)
        else:
            known = cells.dictionary.to_pylist()
            hashes = np.fromiter(map(hash, known), np.int64, len(known)).view(np.uint64)
            codes = cells.indices.to_numpy(zero_copy_only=False)
            total += np.take(hashes, codes, out=of_column, mode="clip") if len(known) else 0
    return total.view(np.int64)


def _of_numbers(cells: FixedPoint) -> Hashes:
    """Numbers well mixed (splitmix64), so that records which differ in two do not look the same."""
    mixed = np.where(cells.is_valid, cells.whole, cells.whole.dtype.type(-1) << 63).view(np.uint64)
    for shift, factor in _MIX:
        mixed = (mixed ^ (mixed >> shift)) * factor
    return mixed ^ (mixed >> np.uint64(31))


def has_duplicates(numbers: np.ndarray[Any, np.dtype[np.integer[Any]]]) -> bool:
    """Whether any of these numbers is there more than once; those that rise, as keys mostly do with
    the records, need no sorting."""
    if (numbers[1:] > numbers[:-1]).all():
        return False
    ordered = np.sort(numbers)
    return bool((ordered[1:] == ordered[:-1]).any())
