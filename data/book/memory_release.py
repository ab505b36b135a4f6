"""Memory that nobody uses any more, given back to the system.

The allocators of the engine, of Arrow and of Python each keep what they freed, for the next time.
After a big file that is several times the file, for as long as the server runs.
"""

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import _duckdb
import pyarrow as pa

from data.sandbox import mapped_files

BEAT = 0.1
"""Seconds between two times in a long piece of work."""
EVERY_ARENA = b"arena.4096.purge"


def give_back() -> None:
    """Return what is free. Where an allocator has no such call, nothing happens."""
    mapped_files.forget()
    pa.default_memory_pool().release_unused()
    control, trim = _calls()
    if control is not None:
        control(EVERY_ARENA, None, None, None, ctypes.c_size_t(0))
    if trim is not None:
        trim(ctypes.c_size_t(0))


@contextmanager
def beats() -> Iterator[None]:
    """Where the block takes longer, memory goes back as soon as it is free, and at its end."""
    is_over = threading.Event()

    def go() -> None:
        while not is_over.wait(BEAT):
            give_back()

    beside = threading.Thread(target=go, name="giving back", daemon=True)
    beside.start()
    try:
        yield
    finally:
        is_over.set()
        beside.join()


@cache
def _calls() -> tuple[Any, Any]:
    """The engine's allocator's (jemalloc) and the system's (glibc); None where there is none."""
    engine = getattr(ctypes.CDLL(_duckdb.__file__), "duckdb_je_mallctl", None)
    return engine, getattr(ctypes.CDLL(None), "malloc_trim", None)
