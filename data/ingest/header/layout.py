"""The beginning of a file: its encoding, delimiter, header, kind and columns."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice

from data.catalogue import KINDS, Kind
from data.ingest import problems
from data.ingest.files import escapes, padding
from data.ingest.files.opening import fill_merged, open_source
from data.ingest.files.records import records
from data.ingest.files.source import Source
from data.ingest.header import dialect, header_row, wide_layout, wide_questions
from data.ingest.header.column_mapping import Mapped, map_columns
from data.ingest.header.header_row import HeaderRow
from data.ingest.header.kind_detection import ranked
from data.ingest.header.mapped_file import Head
from data.ingest.header.matching import Match, matches
from data.ingest.header.unknown_kinds import unknown
from data.ingest.header.wide_layout import TARGETS
from data.ingest.model import InputFile, Reading, ReadOptions, SourceMemory
from data.ingest.questions import FORGOTTEN, Questionnaire
from data.ingest.values.periods import across
from data.report import Problem, Report
from locales import _

SAMPLE = 200
NOTHING = Kind("", columns=(), needs=(), key=(), month_column=None)
"""The kind of a file that is refused for its headers: its records are still counted."""
COLUMN_LIMIT = 2_000


@dataclass
class Layout:
    """How a file is laid out: its text, delimiter, header, and its first records."""

    source: Source
    delimiter: str
    header: HeaderRow | None
    rows: list[list[str]]


def open_head(
    file: InputFile, options: ReadOptions, questionnaire: Questionnaire
) -> tuple[Reading, Head | None]:
    """A new reading of the file, and its head; no head when that is refused or waits."""
    reading = Reading(Report(file.name, options.kind, options.source))
    layout = lay_out(file, options, questionnaire, reading.report)
    if layout is None or layout.header is None:
        return reading, None
    return reading, _columns(file, reading, layout, layout.header, options, questionnaire)


def lay_out(
    file: InputFile, options: ReadOptions, questionnaire: Questionnaire, report: Report
) -> Layout | None:
    """The layout of a file; None when it is refused or waits. No header: its place is asked."""
    memory = _memory(options)
    mapping = _known_mapping(options)
    source = open_source(
        file,
        lambda text: _recognise(text, mapping),
        matches,
        options,
        memory,
        questionnaire,
        report,
    )
    if source is None:
        return None
    if _is_empty(source):
        report.questions.clear()
        report.refuse(problems.empty())
        return None
    delimiter = "," if source.sheet else _delimiter(source, options, questionnaire, report)
    if not source.sheet:
        source = padding.removed(source, delimiter)
        source = escapes.settled(source, delimiter, memory, questionnaire, report)
    report.delimiter = None if source.sheet else delimiter
    rows = _first(source, delimiter)
    if max(map(len, rows), default=0) > COLUMN_LIMIT:
        report.refuse(_too_wide(max(map(len, rows))))
        return None
    header = _header(rows[: dialect.HEAD], options, questionnaire, report)
    if source.merged and header:
        source = fill_merged(source, header.last, memory, questionnaire, report)
        rows = _first(source, delimiter)
    return Layout(source, delimiter, header, rows)


def _first(source: Source, delimiter: str) -> list[list[str]]:
    read = islice(records(source, delimiter), SAMPLE)
    return [cells if isinstance(cells, list) else [] for _line, cells in read]


def _is_empty(source: Source) -> bool:
    """Whether a file has nothing but blank lines."""
    with source.lines() as lines:
        first = list(islice(lines, SAMPLE))
    return len(first) < SAMPLE and not any(line.strip() for line in first)


def _known_mapping(options: ReadOptions) -> dict[str, str]:
    """Column -> header beyond the catalogue's synonyms: as mapped in this call, or by the source's
    earlier files."""
    earlier = {
        f"{kind}.{column}": header
        for kind, remembered in options.remembered.items()
        for column, header in remembered.mapping.items()
    }
    return earlier | dict(options.mapping)


def _recognise(text: str, mapping: Mapping[str, str]) -> int:
    lines = text[: 1 << 16].splitlines()[:10]
    return max(
        (matches(line.split(d), mapping) for line in lines for d in dialect.NAMES.values()),
        default=0,
    )


def _too_wide(width: int) -> Problem:
    return problems.of_file(
        _("{n} columns").format(n=width),
        _("no more than {n}").format(n=COLUMN_LIMIT),
        _("export only the columns that are needed"),
    )


def _memory(options: ReadOptions) -> dict[str, str]:
    """Answers remembered for any kind: encoding, delimiter and header come before the kind."""
    kinds = [options.kind] if options.kind else list(options.remembered)
    return {
        key: answer
        for kind in kinds
        if kind in options.remembered
        for key, answer in options.remembered[kind].answers.items()
    }


def _delimiter(
    source: Source, options: ReadOptions, questionnaire: Questionnaire, report: Report
) -> str:
    named = dialect.declared(source)
    delimiter = named or dialect.delimiter(source, _known_mapping(options))
    if isinstance(delimiter, str):
        return delimiter
    answer = questionnaire.settle(delimiter, [report], _memory(options))
    return dialect.NAMES[answer or delimiter.choices[0]]


def _header(
    rows: list[list[str]], options: ReadOptions, questionnaire: Questionnaire, report: Report
) -> HeaderRow | None:
    header, question = header_row.find(rows, _known_mapping(options))
    if question is None:
        return header
    answer = questionnaire.settle(question, [report], _memory(options))
    return header_row.chosen(rows, answer) if answer else header


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
    kind = _kind(cells, options, report)
    if kind is None:
        return Head(file, reading, source, delimiter, header, NOTHING, SourceMemory())
    report.kind = kind.name
    remembered = options.remembered.get(kind.name, SourceMemory())
    head = Head(file, reading, source, delimiter, header, kind, remembered)
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
    mapped: Mapped = map_columns(head, rows[header.last :], options.mapping, questionnaire)
    head.columns = mapped.columns
    places = mapped.columns
    report.mapping = {c.name: cells[places[c.name]] for c in kind.readable if c.name in places}
    report.unmapped = [cells[i] for i in mapped.free if cells[i]]
    return head


def _kind(cells: tuple[str, ...], options: ReadOptions, report: Report) -> Kind | None:
    """The kind as given, else the most plausible one; None (refused) when neither fits."""
    offers = ranked(cells, options.mapping, options.remembered)
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
