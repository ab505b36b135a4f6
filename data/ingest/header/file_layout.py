"""How a file is laid out: its encoding, its text as CSV, its delimiter and its header."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from data.ingest import context, problems
from data.ingest.files import escapes, given_back, padding, single_quotes, text_tables
from data.ingest.files.opening import fill_merged, open_source
from data.ingest.files.records import records
from data.ingest.files.source import Source
from data.ingest.header import below_header, dialect, header_row
from data.ingest.header.header_row import HeaderRow
from data.ingest.header.matching import matches
from data.ingest.header.order_tables import ORDER_SHEETS
from data.ingest.model import InputFile, ReadOptions
from data.ingest.questions import Questionnaire
from data.report import Problem, Report
from locales import _

SAMPLE = 200
COLUMN_LIMIT = 2_000


@dataclass
class Layout:
    """How a file is laid out: its text, delimiter, header, and its first records."""

    source: Source
    delimiter: str
    header: HeaderRow | None
    rows: list[list[str]]


def lay_out(
    file: InputFile, options: ReadOptions, questionnaire: Questionnaire, report: Report
) -> Layout | None:
    """The layout of a file; None when it is refused or waits. No header: its place is asked."""
    memory = _memory(options)
    mapping = known_mapping(options)
    source = open_source(
        file,
        lambda text: _recognise(text, mapping),
        ORDER_SHEETS,
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
    source, delimiter = _in_cells(source, options, questionnaire, report)
    if context.reads_at(context.MEANING):
        source = given_back.restored(source, delimiter)
    rows = first_records(source, delimiter)
    if max(map(len, rows), default=0) > COLUMN_LIMIT:
        report.refuse(_too_wide(max(map(len, rows))))
        return None
    header = _header(rows[: dialect.HEAD], options, questionnaire, report)
    if source.merged and header:
        source = fill_merged(source, header.last, memory, questionnaire, report)
        rows = first_records(source, delimiter)
    if header and context.reads_at(context.MEANING):
        header = below_header.adjusted(header, rows)
    return Layout(source, delimiter, header, rows)


def _in_cells(
    source: Source, options: ReadOptions, questionnaire: Questionnaire, report: Report
) -> tuple[Source, str]:
    """The source as CSV, and the delimiter between its cells; notes in the report which the file
    has itself."""
    if source.sheet:
        return source, ","
    mapping = known_mapping(options)
    if table := text_tables.rewritten(source, lambda row: matches(row, mapping)):
        source, report.delimiter = table
        return source, ","
    delimiter = _delimiter(source, options, questionnaire, report)
    source = padding.removed(source, delimiter)
    if context.reads_at(context.MEANING):
        source = single_quotes.removed(source, delimiter)
    report.delimiter = delimiter
    return escapes.settled(source, delimiter, _memory(options), questionnaire, report), delimiter


def first_records(source: Source, delimiter: str) -> list[list[str]]:
    """The cells of the first records; none of those that cannot be split."""
    read = islice(records(source, delimiter), SAMPLE)
    return [cells if isinstance(cells, list) else [] for _line, cells in read]


def _is_empty(source: Source) -> bool:
    """Whether a file has nothing but blank lines."""
    with source.lines() as lines:
        first = list(islice(lines, SAMPLE))
    return len(first) < SAMPLE and not any(line.strip() for line in first)


def known_mapping(options: ReadOptions) -> dict[str, str]:
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
    splits = [line.split(d) for line in lines for d in dialect.NAMES.values()]
    if context.reads_at(context.MEANING):
        splits += [line.split("  ") for line in lines]
    return max((matches(cells, mapping) for cells in splits), default=0)


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
    delimiter = named or dialect.delimiter(source, known_mapping(options))
    if isinstance(delimiter, str):
        return delimiter
    answer = questionnaire.settle(delimiter, [report], _memory(options))
    return dialect.NAMES[answer or delimiter.choices[0]]


def _header(
    rows: list[list[str]], options: ReadOptions, questionnaire: Questionnaire, report: Report
) -> HeaderRow | None:
    header, question = header_row.find(rows, known_mapping(options))
    if question is None:
        return header
    answer = questionnaire.settle(question, [report], _memory(options))
    return header_row.chosen(rows, answer) if answer else header
