"""Facts about a sheet from a second reader, beside the one that gives its values."""

from dataclasses import dataclass, field

from data.ingest.files.workbooks.refusing import NotRead
from data.ingest.files.workbooks.zeros import Zeros

MOST_CELLS = 32_000_000
"""The largest area, rows times columns, that is laid out in memory."""
Area = tuple[int, int, int, int]
"""Cells that are one: first and last row, first and last column, from 0."""
NO_RESULT = "#FORMULA!"
"""Stands in a cell whose formula was saved without a result."""
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#BUSY!",
}
"""How binary workbooks number the errors of their cells."""


@dataclass
class Facts:
    """One sheet. `marks`: (row, column), from 0 -> what a cell holds that has no value; `zeros`:
    the cells whose numbers are shown with zeros before them.

    `last_value_row` is the last row, from 1, with a value; `last_row` with a value or a formula.
    """

    hidden_rows: int = 0
    hidden_columns: int = 0
    is_filtered: bool = False
    last_row: int = 0
    last_value_row: int = 0
    last_column: int = 0
    marks: dict[tuple[int, int], str] = field(default_factory=dict)
    zeros: Zeros = field(default_factory=Zeros)
    cells: int = field(default=0, compare=False)
    """How many cells hold something, one that is repeated counted once."""

    def reach(self, row: int, column: int, has_value: bool = True) -> None:
        """A cell, from 0, that holds something. Raises NotRead where it is too far away."""
        self.cells += 1
        self.last_row = max(self.last_row, row + 1)
        self.last_column = max(self.last_column, column + 1)
        if has_value:
            self.last_value_row = max(self.last_value_row, row + 1)
        if self.last_row * self.last_column > MOST_CELLS:
            raise NotRead("too_large", f"{self.last_row:,} × {self.last_column:,}")

    def error(self, row: int, column: int, code: int) -> None:
        """A cell that holds an error, by its number."""
        self.marks[row, column] = ERRORS.get(code, "#VALUE!")
        self.reach(row, column, has_value=False)
