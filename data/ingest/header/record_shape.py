"""How most records of a file are shaped: how many cells they have, and which of them are filled."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

FEW = 20
"""One record in so many is an exception, more are a habit."""


@dataclass(frozen=True)
class RecordShape:
    """The shape of the first records. `width`: the cells that most have, 0 without records;
    `are_filled`: for each column whether all, none (or some: None) of those have something;
    `habits`: all widths that more than a few have."""

    width: int = 0
    are_filled: tuple[bool | None, ...] = ()
    habits: frozenset[int] = frozenset()

    def fits(self, cells: Sequence[str]) -> bool:
        """Whether a record of another width is filled exactly where the others are, so that its
        first cells stand in their columns; False where these are not filled alike themselves, and
        where many have that width (another table)."""
        filled = [bool(cell.strip()) for cell in cells]
        beyond = filled[len(self.are_filled) :]
        is_rare = len(cells) not in self.habits and bool(self.are_filled)
        return is_rare and not any(beyond) and self._alike(filled)

    def _alike(self, filled: Sequence[bool]) -> bool:
        both = zip(filled, self.are_filled, strict=False)
        return len(filled) >= len(self.are_filled) and all(here is usual for here, usual in both)


def shape_of(rows: Sequence[Sequence[str]], header: int) -> RecordShape:
    """The shape of records below a header of so many cells; of widths that are equally common that
    of the header counts. Rows of one filled cell are no records."""
    records = [row for row in rows if sum(bool(cell.strip()) for cell in row) > 1]
    widths = Counter(map(len, records))
    width = max(widths, key=lambda width: (widths[width], width == header, width), default=0)
    columns = zip(*(row for row in records if len(row) == width), strict=True)
    habits = frozenset(w for w, times in widths.items() if times > max(1, len(records) // FEW))
    return RecordShape(width, tuple(_filled(column) for column in columns), habits)


def _filled(column: Sequence[str]) -> bool | None:
    filled = {bool(cell.strip()) for cell in column}
    return filled.pop() if len(filled) == 1 else None
