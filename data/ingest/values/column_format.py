"""How one column is read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from data.catalogue import Column
from data.ingest.values import vectorized


@dataclass(frozen=True)
class ColumnFormat:
    """How one column is read. `parse` takes a stripped cell; `clash` is a cell of the column that
    contradicts those that cannot be read (day and month the other way round); `at_once` takes many
    cells and reads those that are plainly written as `parse` does; `doubts` are cells that could be
    two numbers where nothing tells which."""

    column: Column
    parse: Callable[[str], Any]
    clash: str | None = None
    at_once: Callable[[pa.Array], vectorized.Taken] | None = None
    doubts: frozenset[str] = frozenset()
