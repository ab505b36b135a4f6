"""What a change of the book needs of whoever keeps the book open."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import duckdb


class OpenBook(Protocol):
    """A book that can be read and written; `data.warehouse.Warehouse` is one."""

    home: Path

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own for one use."""

    def transaction(
        self, *, is_awaited: bool = False
    ) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        """The one writer: committed when the block ends, rolled back when it raises.

        `is_awaited`: somebody waits for the end, so tidying up comes later.
        """

    def version(self) -> int:
        """The newest data version, 0 while nothing is loaded."""
