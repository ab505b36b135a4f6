"""Any table, of our kinds or not: its records as written, and what was left out of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from data.ingest import context
from data.ingest.assemble.accounting import account_for
from data.ingest.files.record_count import count
from data.ingest.header.file_layout import lay_out
from data.ingest.header.header_row import HeaderRow, chosen
from data.ingest.header.kind_detection import ranked
from data.ingest.header.layout import NOTHING
from data.ingest.header.mapped_file import Head
from data.ingest.header.record_shape import shape_of
from data.ingest.inspection import Inspection
from data.ingest.model import InputFile, Reading, ReadOptions, SourceMemory
from data.ingest.questions import Questionnaire
from data.ingest.rows.raw_table import RawTable
from data.ingest.rows.row_reader import load_carefully
from data.ingest.rows.stray_quotes import are_records, without_stray_quotes
from data.report import Report
from locales import _

BLOCK = 50_000


@dataclass(frozen=True)
class Records:
    """The records of a table at some places, as batches: made as they are asked for."""

    table: RawTable
    places: Sequence[int]

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        columns = [self.table.cells[f"{place}"] for place in self.places]
        names = [f"{place}" for place in range(len(columns))]
        for start in range(0, len(self.table.rows), BLOCK):
            parts = [pa.array(c.texts(start, BLOCK), pa.large_string()) for c in columns]
            yield pa.RecordBatch.from_arrays(parts, names)


def inspect(file: InputFile, answers: Mapping[str, str]) -> Inspection:
    """Read a file as a table and nothing more. Where a question waits, its likeliest answer holds;
    without the choice of a sheet there are no records."""
    with context.as_noted({}):
        return _inspect(file, answers)


def _inspect(file: InputFile, answers: Mapping[str, str]) -> Inspection:
    options = ReadOptions(answers=answers)
    questionnaire = Questionnaire(options)
    report = Report(file.name)
    inspection = Inspection(report)
    layout = lay_out(file, options, questionnaire, report)
    if layout is not None:
        header = layout.header or chosen(layout.rows, "none")
        offers = ranked(header.cells, {})
        report.kind = offers[0][0].name if offers else None
        named = tuple(name or f"column {n}" for n, name in enumerate(header.cells, 1))
        head = Head(
            file,
            Reading(report),
            layout.source,
            layout.delimiter,
            HeaderRow(named, header.first, header.last),
            NOTHING,
            SourceMemory(),
            {str(place): place for place in range(len(named))},
            shape=shape_of(layout.rows[header.last :], len(named)),
        )
        _load(inspection, head, header, questionnaire)
    questionnaire.spread([report])
    report.name_sheet(layout.source.begins if layout else ())
    return inspection


def _load(
    inspection: Inspection, head: Head, header: HeaderRow, questionnaire: Questionnaire
) -> None:
    report = inspection.report
    counted = count(head.source.utf8(), head.delimiter)
    if counted.is_dirty:
        report.warnings.append(_("There are control characters, or characters that were lost."))
    before = replace(report.records), list(report.listed)
    sheet = load_carefully(head, replace(counted, is_dirty=False))
    if sheet.swallowed and are_records(head, sheet.swallowed, questionnaire):
        head.source = without_stray_quotes(head, sheet.swallowed)
        report.records, report.listed = before
        counted = count(head.source.utf8(), head.delimiter)
        sheet = load_carefully(head, replace(counted, is_dirty=False))
    report.records.accepted, report.records.rejected = len(sheet.rows), len(sheet.rejected)
    report.add(sheet.problems, sheet.problems_total)
    account_for(sheet)
    inspection.first, inspection.last = header.first, header.last
    places = [p for p, name in enumerate(header.cells) if name or _is_filled(sheet, p)]
    inspection.header = tuple(head.header.cells[place] for place in places)
    inspection.batches = Records(sheet, places)


def _is_filled(sheet: RawTable, place: int) -> bool:
    """Whether a column without a name holds anything."""
    return any(cell.strip() for cell in sheet.cells[str(place)].raw.to_pylist())
