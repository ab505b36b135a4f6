"""How one column is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pyarrow as pa

from data.catalogue import Column
from data.ingest.values import vectorized


@dataclass(frozen=True)
class ColumnFormat:
    """How one column is read. `parse` takes a stripped cell; `clash` is a cell of the column that
    contradicts those that cannot be read (day and month the other way round); `at_once` takes many
    cells and reads those that are plainly written as `parse` does; `doubts` are cells that could be
    two numbers where nothing tells which; `by_head` parses the cells of single files, by the id of
    their heads."""

    column: Column
    parse: Callable[[str], Any]
    clash: str | None = None
    at_once: Callable[[pa.Array], vectorized.Taken] | None = None
    doubts: frozenset[str] = frozenset()
    by_head: Mapping[int, Callable[[str], Any]] = field(default_factory=dict)

    def of(self, head: object) -> "ColumnFormat":
        """The format in the file of this head."""
        parse = self.by_head.get(id(head))
        return replace(self, parse=parse) if parse else self
