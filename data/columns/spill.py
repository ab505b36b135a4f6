"""Columns of a big file wait on the disk while the rest of it is read: memory stays small."""

import mmap
import tempfile
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias
from weakref import WeakSet

import numpy as np
import pyarrow as pa

from data.columns.fixed_point import FixedPoint

FROM = 1 << 26
"""Bytes of a file that is worth it."""
ALIGNED = 64
"""Arrow likes arrays to begin at multiples of so many bytes."""

Column: TypeAlias = pa.DictionaryArray | FixedPoint
Array = np.ndarray[Any, np.dtype[Any]]
_maps: "WeakSet[mmap.mmap]" = WeakSet()
"""What is mapped of all spools, for as long as it is used."""


class Spool:
    """A file without a name that lasts as long as what was put into it is used."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # it lasts as long as we do

    def put(self, columns: Sequence[Column], numbers: Array) -> tuple[list[Column], Array]:
        """The same columns and numbers, on the disk; the different cells stay in memory."""
        arrays = [*(array for column in columns for array in _arrays(column)), numbers]
        begin = -(-self._file.tell() // mmap.ALLOCATIONGRANULARITY) * mmap.ALLOCATIONGRANULARITY
        self._file.seek(begin)
        for array in arrays:
            self._file.write(array.data)
            self._file.write(bytes(-array.nbytes % ALIGNED))
        self._file.flush()
        size = self._file.tell() - begin
        held = mmap.mmap(self._file.fileno(), size, access=mmap.ACCESS_READ, offset=begin)
        _maps.add(held)
        views = _views(held, arrays)
        return [_again(column, views) for column in columns], next(views)


def forget_all() -> None:
    """Let the system take back the memory of what was looked at in spools."""
    for held in _maps:
        held.madvise(mmap.MADV_DONTNEED)


def let_go() -> None:
    """Let the system take back that, and what Arrow no longer needs."""
    forget_all()
    pa.default_memory_pool().release_unused()


def _arrays(column: Column) -> list[Array]:
    if isinstance(column, FixedPoint):
        return [column.whole, column.is_valid]
    return [column.indices.to_numpy(zero_copy_only=False)]


def _views(held: mmap.mmap, arrays: Sequence[Array]) -> Iterator[Array]:
    at = 0
    for array in arrays:
        yield np.frombuffer(held, array.dtype, len(array), at)
        at += array.nbytes + -array.nbytes % ALIGNED


def _again(column: Column, views: Iterator[Array]) -> Column:
    if isinstance(column, FixedPoint):
        return FixedPoint(next(views), next(views))
    codes = pa.array(next(views))
    return pa.DictionaryArray.from_arrays(codes, column.dictionary, safe=False)
