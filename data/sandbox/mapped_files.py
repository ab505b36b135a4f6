"""Big files that are looked at as if they were memory, and that the system can take back."""

import mmap
import threading
from pathlib import Path
from weakref import WeakSet

import pyarrow as pa

_maps: WeakSet[mmap.mmap] = WeakSet()
_guard = threading.Lock()


def mapped(path: Path) -> pa.Buffer:
    """The bytes of a file; they stay when its name goes."""
    with path.open("rb") as file:
        held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    with _guard:
        _maps.add(held)
    return pa.py_buffer(held)


def forget() -> None:
    """Take the pages that were looked at out of memory; who looks again finds them again."""
    with _guard:
        for held in _maps:
            held.madvise(mmap.MADV_DONTNEED)
