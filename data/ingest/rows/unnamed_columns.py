"""Columns without a name: one that counts the records is left out, others reject their records."""

from collections.abc import Sequence

from data.ingest import context
from data.ingest.header.mapped_file import Head
from data.report import LISTED, Listed
from locales import _

NUMBERS = frozenset({"order_id", "line_id", "invoice_no"})
"""Columns beside which a column without a name is no number of an order."""
COUNTER = "counter"
SHOWN = 3


class UnnamedColumns:
    """Watches the unnamed columns of one file, record by record.

    A counter is a column of whole numbers that rise from 0 or 1, or begin there again (tables put
    together); gaps are those of a filter. From another number it may begin where the records have a
    number of their own.
    """

    def __init__(self, head: Head) -> None:
        self.places = [i for i, name in enumerate(head.header.cells) if not name]
        self.has_numbers = bool(NUMBERS & head.columns.keys())
        self.counts = context.reads_at(context.MEANING)
        self.last: dict[int, int] = {}
        self.first: dict[int, list[str]] = {place: [] for place in self.places}
        self.filled = dict.fromkeys(self.places, 0)
        self.row = 0

    def wrong(self, row: int, cells: Sequence[str]) -> int | None:
        """The place of a cell without a header that is no counter; counts on where all are."""
        filled = {p: cells[p].strip() for p in self.places if cells[p].strip()}
        wrong = next((p for p, cell in filled.items() if not self._goes_on(p, cell)), None)
        if wrong is None:
            for place, cell in filled.items():
                self.last[place] = int(cell)
                self.filled[place] += 1
                self.first[place] = [*self.first[place], cell][:SHOWN]
                self.row = self.row or row
        return wrong

    def _goes_on(self, place: int, cell: str) -> bool:
        if not self.counts or not cell.isascii() or not cell.isdecimal() or len(cell) > 9:
            return False
        last = self.last.get(place)
        # A filtered index begins anywhere, and is the first column; elsewhere a 7 is no counter.
        begins = int(cell) <= 1 or (last is None and self.has_numbers and place == 0)
        return begins or (last is not None and int(cell) > last)

    def list_counters(self, head: Head) -> None:
        """List each column that was left out because it only counts."""
        for place, filled in self.filled.items():
            if filled and len(head.report.listed) < LISTED:
                shown = ", ".join(self.first[place]) + (" …" if filled > SHOWN else "")
                column = _("column {n}").format(n=place + 1)
                head.report.listed.append(Listed(COUNTER, self.row, column, shown, filled))
