"""A file whose columns are known, before its records are read."""

from dataclasses import dataclass, field

from data.catalogue import Kind
from data.ingest.files.source import Source
from data.ingest.header.date_parts import DateParts
from data.ingest.header.header_row import HeaderRow
from data.ingest.header.record_shape import RecordShape
from data.ingest.header.wide_layout import Wide
from data.ingest.model import InputFile, Reading, SourceMemory
from data.report import Report


@dataclass
class Head:
    """A file whose columns are known.

    `columns` is column -> position in the record; `wide`: its records hold several targets;
    `above`: the lines above its header; `shape`: how its first records are shaped; `headings_at`:
    the place of a column whose cells stand alone above the records they are for; `date_parts`:
    the columns that are a date together; `settled`: questions that arithmetic answers.
    """

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
    settled: dict[str, str] = field(default_factory=dict)
    shape: RecordShape = field(default_factory=RecordShape)
    headings_at: int | None = None
    date_parts: DateParts | None = None

    @property
    def stored(self) -> dict[str, int]:
        """The columns whose cells are read: those of the kind, and the parts of its date."""
        return self.columns | (self.date_parts.stored if self.date_parts else {})

    @property
    def report(self) -> Report:
        return self.reading.report

    def name_of(self, column: str) -> str:
        """The header of a column, as the file writes it, with the unit that stands below it."""
        if column not in self.columns:
            return column
        place = self.columns[column]
        unit = self.header.units.get(place)
        return f"{self.header.cells[place]} {unit}" if unit else self.header.cells[place]
