"""Opens a file: decodes text, or reads one sheet of a workbook or web page."""

import csv
import io
from collections.abc import Mapping
from dataclasses import replace

from data.ingest.files import code_pages
from data.ingest.files.containers import FORMS, container
from data.ingest.files.decoding import NotText, Recognise
from data.ingest.files.encoding import TWICE, decode
from data.ingest.files.sheet_groups import SheetHeaders
from data.ingest.files.source import Merged, Source
from data.ingest.files.workbook import open_workbook
from data.ingest.model import InputFile, ReadOptions
from data.ingest.questions import Questionnaire
from data.report import Listed, Question, Report
from locales import _

KNOWN = frozenset({"utf-8", "utf-8-sig", TWICE, *code_pages.OFFERED, *code_pages.OTHERS})
MARKED = "-sig"
LEAVE, FILL = "leave", "fill"
Memory = Mapping[str, str]


def open_source(
    file: InputFile,
    recognise: Recognise,
    known_headers: SheetHeaders,
    options: ReadOptions,
    memory: Memory,
    questionnaire: Questionnaire,
    report: Report,
) -> Source | None:
    """The text of a file; None where it is refused, or where it waits for the choice of a sheet."""
    try:
        form = container(file.path)
        if form is not None:
            return _sheet(file, form, known_headers, options, memory, questionnaire, report)
        return _text(file, recognise, options, memory, questionnaire, report)
    except NotText as error:
        report.refuse(error.problem)
        report.records = error.records
        return None


def reopen(file: InputFile, report: Report, known_headers: SheetHeaders) -> Source | None:
    """The sheet that a report was made of, read again; None for text."""
    if report.encoding not in FORMS:
        return None
    if report.sheet:
        sheet = open_workbook(file.path, report.encoding, report.sheet, known_headers).source
        if sheet is not None:
            return sheet
    return Source(file.path, report.encoding, transcoded=b"")


def _text(
    file: InputFile,
    recognise: Recognise,
    options: ReadOptions,
    memory: Memory,
    questionnaire: Questionnaire,
    report: Report,
) -> Source:
    answer = options.answers.get("encoding", memory.get("encoding"))
    decoded = decode(file.path, recognise, answer)
    if decoded.question and answer in KNOWN:  # it answers for another file of the call
        questionnaire.ask(decoded.question, [report])
    elif decoded.question:
        questionnaire.settle(decoded.question, [report])
    elif answer and answer.removesuffix(MARKED) == decoded.source.encoding.removesuffix(MARKED):
        questionnaire.used["encoding"] = answer
        if "encoding" not in options.answers:
            report.remembered["encoding"] = answer
    report.encoding = decoded.source.encoding
    return decoded.source


def _sheet(
    file: InputFile,
    form: str,
    known_headers: SheetHeaders,
    options: ReadOptions,
    memory: Memory,
    questionnaire: Questionnaire,
    report: Report,
) -> Source | None:
    report.encoding = form
    answer = options.answers.get("sheet", memory.get("sheet"))
    opened = open_workbook(file.path, form, answer, known_headers)
    if opened.question:
        # Another sheet under the same header may hold what is new: memory alone does not choose.
        known = {} if opened.unread else memory
        if questionnaire.settle(opened.question, [report], known) is None:
            return None
    report.warnings += opened.warnings
    report.unread = list(opened.unread)
    report.listed += [Listed("sheet", 0, None, name) for name in opened.others]
    if opened.source is not None:
        report.sheet = opened.source.sheet
    return opened.source


def fill_merged(
    source: Source,
    last_header_row: int,
    memory: Memory,
    questionnaire: Questionnaire,
    report: Report,
) -> Source:
    """The source with merged cells filled below its header, where that is the answer."""
    below = [m for m in source.merged if m.last_row > max(m.first_row, last_header_row - 1)]
    if not below:
        return source
    text = source.transcoded or b""
    try:
        rows = list(csv.reader(io.StringIO(text.decode("utf-8"), newline="")))
    except csv.Error:  # a cell too long: the file is refused for it when it is read whole
        return source
    samples = [_sample(rows, merged) for merged in below[:5]]
    question = Question(
        "merged",
        _("Some cells are merged over several rows. Does each of the rows have their value?"),
        (LEAVE, FILL),
        {LEAVE: [(cell, cell) for cell, _all in samples], FILL: samples},
    )
    if questionnaire.settle(question, [report], memory) != FILL:
        return source
    for merged in below:
        _fill(rows, merged)
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return replace(source, transcoded=out.getvalue().encode("utf-8"), merged=())


def _sample(rows: list[list[str]], merged: Merged) -> tuple[str, str]:
    cell = rows[merged.first_row][merged.first_column]
    return cell, ", ".join([cell] * min(3, merged.last_row - merged.first_row + 1))


def _fill(rows: list[list[str]], merged: Merged) -> None:
    cell = rows[merged.first_row][merged.first_column]
    for row in rows[merged.first_row : merged.last_row + 1]:
        for column in range(merged.first_column, min(merged.last_column + 1, len(row))):
            row[column] = cell
