"""Relations that many questions of one page share, kept from one question to the next.

What is kept is an Arrow table under the whole query that made it, all that it bound, and the state
of the book that it saw: so a kept table can only be what the query would answer again.
"""

import os
import threading
from collections import OrderedDict
from collections.abc import Hashable

import pyarrow as pa

MOST = 512 * 2**20
LIMIT = min(MOST, os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 16)
"""A sixteenth of the machine's memory at most: a page of 500,000 accounts shares 300 MB."""
Key = tuple[Hashable, ...]


class Kept:
    """Tables of one book, the least lately used let go above `limit` bytes. Safe between threads.

    One for each open warehouse: a key says nothing of which book it was asked of.
    """

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._tables: OrderedDict[Key, pa.Table] = OrderedDict()
        self._bytes = 0
        self._guard = threading.Lock()

    @property
    def bytes(self) -> int:
        """How much is kept."""
        return self._bytes

    def get(self, key: Key) -> pa.Table | None:
        """The table kept under the key, None when there is none (any more)."""
        with self._guard:
            if key in self._tables:
                self._tables.move_to_end(key)
            return self._tables.get(key)

    def put(self, key: Key, table: pa.Table) -> None:
        """Keeps the table, unless it alone is above half the limit."""
        size = table.nbytes
        if size * 2 > self._limit:
            return
        with self._guard:
            if key in self._tables:
                return
            self._tables[key] = table
            self._bytes += size
            while self._bytes > self._limit:
                self._bytes -= self._tables.popitem(last=False)[1].nbytes
