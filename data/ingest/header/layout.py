"""The kind of a file by its header, and which column each header is."""

from collections.abc import Mapping
from dataclasses import replace

from data.catalogue import KINDS, Kind
from data.ingest import context, problems
from data.ingest.header import date_parts, wide_layout, wide_questions
from data.ingest.header.column_mapping import Mapped, map_columns
from data.ingest.header.date_parts import DateParts
from data.ingest.header.file_layout import Layout, lay_out
from data.ingest.header.header_row import HeaderRow
from data.ingest.header.heading_column import ask_headings
from data.ingest.header.kind_detection import ranked
from data.ingest.header.mapped_file import Head
from data.ingest.header.matching import Match
from data.ingest.header.record_shape import shape_of
from data.ingest.header.unknown_kinds import unknown
from data.ingest.header.wide_layout import TARGETS
from data.ingest.model import InputFile, Reading, ReadOptions, SourceMemory
from data.ingest.questions import FORGOTTEN, Questionnaire
from data.ingest.values.periods import across
from data.report import Problem, Report
from locales import _

NOTHING = Kind("", columns=(), needs=(), key=(), month_column=None)
"""The kind of a file that is refused for its headers: its records are still counted."""


def open_head(
    file: InputFile, options: ReadOptions, questionnaire: Questionnaire
) -> tuple[Reading, Head | None]:
    """A new reading of the file, and its head; no head when that is refused or waits."""
    reading = Reading(Report(file.name, options.kind, options.source))
    layout = lay_out(file, options, questionnaire, reading.report)
    if layout is None or layout.header is None:
        return reading, None
    return reading, open_layout(file, reading, layout, options, questionnaire)


def open_layout(
    file: InputFile,
    reading: Reading,
    layout: Layout,
    options: ReadOptions,
    questionnaire: Questionnaire,
) -> Head:
    """The head of a file whose layout is known, its header too."""
    assert layout.header is not None
    parts = _date_parts(layout, layout.header, options)
    head = _columns(file, reading, layout, layout.header, options, questionnaire)
    if parts:
        _name_date(head, parts)
    return head


def _date_parts(layout: Layout, header: HeaderRow, options: ReadOptions) -> DateParts | None:
    """Year, month and day in columns of their own: from here on the layout has a date for them.
    Targets have years and months without days."""
    if not context.reads_at(context.MEANING) or options.kind == TARGETS.name:
        return None
    parts = date_parts.find(header.cells, layout.rows[header.last :])
    if parts:
        records = [parts.record(row) for row in layout.rows[header.last :]]
        layout.rows = [*layout.rows[: header.last], *records]
        layout.header = parts.as_date(header)
    return parts


def _name_date(head: Head, parts: DateParts) -> None:
    """Give the columns of a date their names again, and note which column of ours they are."""
    column = next((name for name, place in head.columns.items() if place == parts.year), "")
    is_date = bool(column) and head.kind.column(column).type == "date"
    named = replace(parts, column=column if is_date else "")
    head.header = named.as_parts(head.header)
    if is_date:
        head.date_parts = named
        head.report.mapping[column] = head.header.cells[parts.year]
    else:
        head.report.unmapped += [name for name in parts.names if name not in head.report.unmapped]


def _columns(
    file: InputFile,
    reading: Reading,
    layout: Layout,
    header: HeaderRow,
    options: ReadOptions,
    questionnaire: Questionnaire,
) -> Head:
    source, delimiter, rows = layout.source, layout.delimiter, layout.rows
    report = reading.report
    cells = header.cells
    kind = _kind(cells, rows[header.last :], options, report)
    shape = shape_of(rows[header.last :], len(cells))
    if kind is None:
        head = Head(file, reading, source, delimiter, header, NOTHING, SourceMemory())
        return replace(head, shape=shape)
    report.kind = kind.name
    remembered = options.remembered.get(kind.name, SourceMemory())
    head = Head(file, reading, source, delimiter, header, kind, remembered)
    head.shape = shape
    head.above = tuple(
        " ".join(filter(None, map(str.strip, row))) for row in rows[: header.first - 1]
    )
    twins = _twins(cells)
    if twins:
        report.refuse(*twins)
        return replace(head, kind=NOTHING)
    if kind is TARGETS:
        head.wide = wide_layout.find(cells, rows[header.last :], dict(options.mapping))
        if options.kind is None:
            wide_questions.ask_kind(head, rows[: header.first], questionnaire)
    if head.wide:
        wide_questions.describe(head, head.wide)
        return head
    ask_headings(head, rows[header.last :], questionnaire)
    cells = head.header.cells
    mapped: Mapped = map_columns(head, rows[header.last :], options.mapping, questionnaire)
    head.columns = mapped.columns
    places = mapped.columns
    report.mapping = {c.name: cells[places[c.name]] for c in kind.readable if c.name in places}
    report.unmapped = [cells[i] for i in mapped.free if cells[i]]
    return head


def _kind(
    cells: tuple[str, ...], rows: list[list[str]], options: ReadOptions, report: Report
) -> Kind | None:
    """The kind as given, else the most plausible one; None (refused) when neither fits."""
    offers = ranked(cells, options.mapping, options.remembered, rows)
    if options.kind is None:
        if across(cells) and not any(not hit.lacks(kind) for kind, hit in offers):
            return TARGETS
        if offers and _is_distinct(*offers[0]):
            return offers[0][0]
        report.refuse(unknown(cells))
        return None
    kind = KINDS[options.kind]
    weight = next((hit.weight for k, hit in offers if k is kind), -1.0)
    for other, rival in offers:
        is_whole = not rival.lacks(other)
        if (
            is_whole
            and rival.weight >= max(2, weight + 1)
            and not options.mapping
            and other is not kind
        ):
            report.refuse(_wrong(kind, other, cells))
            return None
    return kind


def _is_distinct(kind: Kind, hit: Match) -> bool:
    """Whether a file has more of a kind than an account and a date, which visits have too."""
    values = {c.name for c in kind.columns if c.type in ("money", "number", "level")}
    return kind.is_list or hit.weight > 0 or bool(values & hit.columns.keys())


def _wrong(kind: Kind, other: Kind, cells: tuple[str, ...]) -> Problem:
    return problems.of_file(
        _("the headers {headers}").format(headers=", ".join(map(problems.quoted, cells[:40]))),
        _("a file of kind {kind}").format(kind=kind.name),
        _("load it as {kind}, which it looks like").format(kind=other.name),
    )


def _twins(cells: tuple[str, ...]) -> list[Problem]:
    """One problem for each header name that stands twice."""
    first_places: dict[str, int] = {}
    twins = []
    for place, cell in enumerate(cells, 1):
        name = "".join(cell.split()).casefold()
        if name and name in first_places:
            sentence = _("the same name in columns {first} and {second}")
            what = sentence.format(first=first_places[name], second=place)
            do = _("rename one of the two")
            twins.append(Problem(None, None, cell, what, _("each name once"), do))
        first_places.setdefault(name, place)
    return twins


def remember(head: Head, used: Mapping[str, str]) -> SourceMemory:
    """The mapping, headers and answers to remember for the next file of this source."""
    lasting = {key: answer for key, answer in used.items() if key not in FORGOTTEN}
    return SourceMemory(
        dict(head.report.mapping), tuple(c for c in head.header.cells if c), lasting
    )
