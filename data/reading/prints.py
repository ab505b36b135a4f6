"""Fingerprints of records: equal cells give equal prints, however a file was read.

They hold within one process only, as Python salts the hash of a text anew in each.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pyarrow as pa

Prints = np.ndarray[Any, np.dtype[np.int64]]
_STEP = np.uint64(0x9E3779B97F4A7C15)


def prints(columns: Iterable[pa.DictionaryArray], count: int) -> Prints:
    """One 64-bit print for each of `count` records; all their columns in order."""
    total = np.full(count, _STEP, np.uint64)
    for cells in columns:
        known = cells.dictionary.to_pylist()
        hashes = np.fromiter(map(hash, known), np.int64, len(known)).view(np.uint64)
        total *= _STEP
        total += hashes[cells.indices.to_numpy(zero_copy_only=False)]
    return total.view(np.int64)
