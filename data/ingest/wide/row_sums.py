"""The sums that a wide file prints itself, of its rows and columns, against what it holds."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from data.ingest.values.cells import blankness
from data.ingest.values.numbers import readings
from locales import _

NAMED = 5
"""How many differences are named in the warnings."""


class Sums:
    """Adds up a file's cells as they are read. `values`: places of amounts, `sums`: of totals."""

    def __init__(self, values: Iterable[int], sums: Sequence[int]) -> None:
        self.values, self.sums = list(values), sums
        self.since: list[Sequence[str]] = []
        self.all: list[Sequence[str]] = []
        self.wrong: list[tuple[int, int, str]] = []

    def record(self, row: int, cells: Sequence[str]) -> None:
        """A record of data: the last of its sums should be that of its row."""
        self.since.append(cells)
        self.all.append(cells)
        if self.sums and not self._agrees(cells[self.sums[-1]], [cells[i] for i in self.values]):
            self.wrong.append((row, self.sums[-1], cells[self.sums[-1]].strip()))

    def total(self, row: int, cells: Sequence[str]) -> None:
        """A row of totals: of what came since the one before, or of everything."""
        for i in self.values:
            parts = ([c[i] for c in self.since], [c[i] for c in self.all])
            if not any(self._agrees(cells[i], part) for part in parts):
                self.wrong.append((row, i, cells[i].strip()))
        self.block()

    def block(self) -> None:
        """Start a new block, whose totals add up its own records."""
        self.since = []

    def _agrees(self, total: str, parts: Sequence[str]) -> bool:
        """Whether a sum is that of its parts, to half of its last digit; blank says nothing."""
        if blankness(total.strip(), is_value=True) is not None:
            return True
        filled = [p.strip() for p in parts if blankness(p.strip(), is_value=True) is None]
        for mark in (0, 1):
            whole = readings(total.strip())[mark]
            read = [readings(p)[mark] for p in filled]
            known = [r for r in read if r is not None]
            if whole is None or len(known) < len(read):
                continue
            half = Decimal(5).scaleb(min(int(whole.as_tuple().exponent), 0) - 1)
            if abs(whole - sum(known, Decimal(0))) <= half:
                return True
        return False

    def warnings(self, headers: Sequence[str]) -> list[str]:
        """One sentence for each total that is not the sum of its cells."""
        text = _(
            "Row {row}: the file's own total of {column}, {said}, is not the sum of its cells."
        )
        return [
            text.format(row=row, column=headers[place], said=total)
            for row, place, total in self.wrong[:NAMED]
        ]
