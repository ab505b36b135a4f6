"""How much one workbook may take: processor time, cells, and text once it is laid out.

A small zip can hold a large sheet, so all limits but the first grow with the size of the file.
"""

import time

from data.ingest.files.workbooks.facts import Facts
from data.ingest.files.workbooks.refusing import NotRead

SECONDS = 15.0
"""Processor time for any workbook; each MB of it has SECONDS_PER_MB more."""
SECONDS_PER_MB = 8.0
TEXT = 64 << 20
"""Bytes of CSV for any workbook; each byte of it has TEXT_PER_BYTE more, up to MOST_TEXT."""
TEXT_PER_BYTE = 50
MOST_TEXT = 1 << 30
FREE_CELLS = 12_000_000
"""An area, rows times columns, that may be as empty as it likes."""
EMPTY_PER_CELL = 50
"""Cells of a larger area for each cell that holds something."""
MOST_AREA = 64_000_000
"""The area of all sheets of a workbook together."""
MOST_SHEETS = 1_000


class Budget:
    """What is left for one workbook; each method raises NotRead when it is used up."""

    def __init__(self, size: int) -> None:
        """`size`: bytes of the file."""
        self._until = time.thread_time() + SECONDS + SECONDS_PER_MB * (size / (1 << 20))
        self._area = MOST_AREA
        self._cells = 0
        self.text = min(TEXT + TEXT_PER_BYTE * size, MOST_TEXT)

    def check_time(self) -> None:
        if time.thread_time() > self._until:
            raise NotRead("slow")

    def check_text(self, size: int) -> None:
        """`size`: bytes of CSV so far."""
        if size > self.text:
            raise NotRead("too_large", f"{size >> 20:,} MB")

    def check_sheets(self, count: int) -> None:
        if count > MOST_SHEETS:
            raise NotRead("too_large", f"{count:,}")

    def take_cells(self, count: int, filled: int) -> None:
        """Cells that are laid out one after the other, `filled` of them with something so far."""
        self._cells += count
        if self._cells > max(FREE_CELLS, EMPTY_PER_CELL * filled):
            raise NotRead("too_large", f"{self._cells:,}")

    def take_area(self, facts: Facts) -> None:
        """Before a sheet is laid out: an area of mostly nothing costs as much as a full one."""
        area = facts.last_row * facts.last_column
        self._area -= area
        is_sparse = area > max(FREE_CELLS, EMPTY_PER_CELL * facts.cells)
        if is_sparse or self._area < 0:
            raise NotRead("too_large", f"{facts.last_row:,} × {facts.last_column:,}")
        self.check_time()
