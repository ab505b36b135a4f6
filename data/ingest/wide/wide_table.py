"""What a file of targets holds once each of its cells is a target."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from data.columns.dictionary_column import Ints
from data.ingest.rows.raw_table import RawTable
from data.report import Cells, Problem


@dataclass
class WideTable(RawTable):
    """Targets, one a place. `ids` number the cells of the file, `headers` are those of the targets;
    `taken`: the records that hold them, also those with blank cells only."""

    ids: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    headers: list[str] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    width: int = 0
    blank: int = 0
    has_blocks: bool = False

    @property
    def numbers(self) -> Ints:
        return self.ids

    def name_at(self, column: str, place: int) -> str:
        """The header of a cell: of an amount the one of its own column."""
        return self.headers[place] if column == "amount" else super().name_at(column, place)

    def accepted(self, left_out: set[int], count: int) -> int:
        """Records of which all cells are taken; fills the report's count of cells."""
        bad = int(np.isin(self.rows, list(left_out)).sum())
        whole = len(self.taken) * self.width
        self.head.report.cells = Cells(whole, self.blank, count, bad)
        return len(self.taken - left_out)

    def blame_all(self, places: Ints, problem: Callable[[int], Problem]) -> None:
        """A record out of one of several blocks means nothing by itself: it is not set aside."""
        blocks = self.has_blocks
        super().blame_all(places, lambda place: replace(problem(place), is_of_file=blocks))
