"""A file whose columns are known, before its records are read."""

from dataclasses import dataclass, field

from data.catalogue import Kind
from data.reading.head.header_row import HeaderRow
from data.reading.seam import Incoming, Reading, Remembered
from data.reading.targets.wide import Wide
from data.reading.text.source import Source
from data.report import Report


@dataclass
class Head:
    """A file whose columns are known. `columns` is column -> position in the record; `wide`: its
    records hold several targets; `above`: the lines above its header."""

    file: Incoming
    reading: Reading
    source: Source
    delimiter: str
    header: HeaderRow
    kind: Kind
    remembered: Remembered
    columns: dict[str, int] = field(default_factory=dict)
    wide: Wide | None = None
    above: tuple[str, ...] = ()

    @property
    def report(self) -> Report:
        return self.reading.report

    def name_of(self, column: str) -> str:
        """The header of a column, as the file writes it."""
        return self.header.cells[self.columns[column]] if column in self.columns else column
