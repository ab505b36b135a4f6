"""A file whose columns are known, before its records are read."""

from dataclasses import dataclass, field

from data.catalogue import Kind
from data.ingest.files.source import Source
from data.ingest.header.header_row import HeaderRow
from data.ingest.header.wide_layout import Wide
from data.ingest.model import InputFile, Reading, SourceMemory
from data.report import Report


@dataclass
class Head:
    """A file whose columns are known. `columns` is column -> position in the record; `wide`: its
    records hold several targets; `above`: the lines above its header."""

    file: InputFile
    reading: Reading
    source: Source
    delimiter: str
    header: HeaderRow
    kind: Kind
    remembered: SourceMemory
    columns: dict[str, int] = field(default_factory=dict)
    wide: Wide | None = None
    above: tuple[str, ...] = ()

    @property
    def report(self) -> Report:
        return self.reading.report

    def name_of(self, column: str) -> str:
        """The header of a column, as the file writes it."""
        return self.header.cells[self.columns[column]] if column in self.columns else column
