"""Memory that nobody uses any more, given back to the system.

The allocators of the engine, of Arrow and of Python each keep what they freed, for the next time.
After a big file that is several times the file, for as long as the server runs.
"""

import ctypes
from functools import cache
from typing import Any

import _duckdb
import pyarrow as pa

EVERY_ARENA = b"arena.4096.purge"


def give_back() -> None:
    """Return what is free. Where an allocator has no such call, nothing happens."""
    pa.default_memory_pool().release_unused()
    control, trim = _calls()
    if control is not None:
        control(EVERY_ARENA, None, None, None, ctypes.c_size_t(0))
    if trim is not None:
        trim(ctypes.c_size_t(0))


@cache
def _calls() -> tuple[Any, Any]:
    """The engine's allocator's (jemalloc) and the system's (glibc); None where there is none."""
    engine = getattr(ctypes.CDLL(_duckdb.__file__), "duckdb_je_mallctl", None)
    return engine, getattr(ctypes.CDLL(None), "malloc_trim", None)
