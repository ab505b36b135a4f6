"""How each column of a kind is written, decided over all files of the call that have it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pyarrow as pa

from data.catalogue import Column, Kind
from data.ingest.files.containers import FORMS, PAGE
from data.ingest.questions import Questionnaire
from data.ingest.rows.raw_table import RawTable
from data.ingest.typing import units
from data.ingest.typing.date_formats import Ask, date_format
from data.ingest.typing.percent_formats import ask_percent, percent_format
from data.ingest.values import dates, numbers, periods, texts, unit_words, vectorized
from data.ingest.values.cells import bare
from data.ingest.values.column_format import ColumnFormat
from data.report import Question, Report
from locales import _

FORM = "_form:"
"""Behind the key of a question, before a column: in which form the cells were for which it was
answered."""
TYPED_FORMS = FORMS - {PAGE}
"""Files whose cells are numbers or text; as text a number is written as people write it."""


def decide(
    kind: Kind, sheets: Sequence[RawTable], questionnaire: Questionnaire
) -> dict[str, ColumnFormat]:
    """The format of every column that a sheet has; asks what the cells leave open.

    While a question waits its most plausible choice is used, so that the rest can be checked.
    """
    here = [
        c
        for c in (*kind.columns, *kind.rates, *kind.basis)
        if any(c.name in s.cells for s in sheets)
    ]
    memory = {k: v for s in sheets for k, v in s.head.remembered.answers.items()}
    marks = _decimal_marks(here, sheets, questionnaire, memory)
    formats = {}
    for column in here:
        if kind.is_plan and column.name == kind.month_column and _are_named(sheets, column):
            formats[column.name] = ColumnFormat(column, periods.first_day)
        elif column.type == "date":
            ask = _of_form(column, sheets, memory, questionnaire)
            formats[column.name] = date_format(column, sheets, ask, questionnaire, memory)
        elif column.type == "percent":
            shares = numbers.Shares().add(_cells(sheets, column.name), marks[column.name])
            reports = _having(sheets, [column.name])
            is_percent = ask_percent(shares, reports, questionnaire, memory)
            formats[column.name] = percent_format(column, marks[column.name], is_percent)
        else:
            form, cells = _format(column, sheets, marks), _cells(sheets, column.name)
            formats[column.name] = units.counted(form, sheets, cells, questionnaire, memory)
        if column in kind.basis:
            formats[column.name] = _with_percent_sign(formats[column.name])
    return formats


def _with_percent_sign(form: ColumnFormat) -> ColumnFormat:
    """The same for a column whose numbers may carry a percent sign, which says nothing more."""
    return replace(form, parse=lambda text: form.parse(numbers.without_percent(text)))


def _are_named(sheets: Sequence[RawTable], column: Column) -> bool:
    """Whether the cells are names of months, quarters or years, and none is a day."""
    names: list[str] = []
    others: list[str] = []
    for text in _cells(sheets, column.name):
        (names if periods.named(text) else others).append(text)
    days = (dates.read_day(text, order) for text in others for order in ("dmy", "mdy"))
    return bool(names) and not any(days)


def _cells(sheets: Iterable[RawTable], name: str) -> Iterator[str]:
    """The different cells of a column, sheet after sheet, stripped, blank ones left out."""
    return _stripped(_raw(sheets, name))


def _raw(sheets: Iterable[RawTable], name: str) -> Iterator[pa.Array]:
    """The different cells of a column, sheet by sheet."""
    return (sheet.cells[name].raw for sheet in sheets if name in sheet.cells)


def _stripped(parts: Iterable[pa.Array]) -> Iterator[str]:
    for raw in parts:
        yield from (text for text in map(bare, raw.to_pylist()) if text)


def _evidence(parts: Iterable[pa.Array]) -> numbers.Evidence:
    """What all cells of a column say about the decimal mark."""
    together = numbers.Evidence()
    for raw in parts:
        plain, is_done = vectorized.evidence(raw)
        rest = _stripped([raw.filter(pa.array(~is_done))])
        bare_numbers = map(unit_words.without_unit, map(numbers.without_percent, rest))
        together += plain + numbers.evidence(bare_numbers)
    return together


def _having(sheets: Iterable[RawTable], names: Iterable[str]) -> list[Any]:
    wanted = set(names)
    return [s.head.report for s in sheets if wanted & s.cells.keys()]


def _decimal_marks(
    here: Sequence[Column],
    sheets: Sequence[RawTable],
    questionnaire: Questionnaire,
    memory: Mapping[str, str],
) -> dict[str, int]:
    """Column -> 0 for decimal point, 1 for comma: by its own cells, else by the other columns'."""
    amounts = [c.name for c in here if c.type in ("money", "number", "percent")]
    evidence = {n: _evidence(_raw(sheets, n)) for n in amounts}
    together = sum(evidence.values(), numbers.Evidence())
    marks = {n: int(e.comma > e.point) for n, e in evidence.items() if e.point or e.comma}
    doubtful = [n for n, e in evidence.items() if n not in marks and e.open]
    shared = int(together.comma > together.point)
    if doubtful and bool(together.point) == bool(together.comma):
        samples = [text for n in doubtful for text in evidence[n].samples][:5]
        marks_of = "".join(c for c in ",." if any(c in text for text in samples))
        reports = _having(sheets, doubtful)
        answer = _settled(_decimal(samples), reports, memory, ("", marks_of), questionnaire)
        shared = int(answer == "comma")
    return {name: marks.get(name, shared) for name in amounts}


def _settled(
    question: Question,
    reports: Sequence[Report],
    memory: Mapping[str, str],
    of_form: tuple[str, str],
    questionnaire: Questionnaire,
) -> str | None:
    """The answer to a question about how cells are written. A remembered answer holds only for the
    form it was given for: an answer for 1.234 settles nothing about 1,234. `of_form`: the column
    ("" for all) and its form."""
    column, form = of_form
    key = f"{question.key}{FORM}{column}"
    earlier = memory.get(key, form)
    answer = questionnaire.settle(question, reports, memory if earlier == form else None)
    if answer is not None:
        questionnaire.used[key] = form
    return answer


def _of_form(
    column: Column,
    sheets: Sequence[RawTable],
    memory: Mapping[str, str],
    questionnaire: Questionnaire,
) -> Ask:
    """Settles questions about cells of one form of a column."""
    reports = _having(sheets, [column.name])
    return lambda question, form: _settled(
        question, reports, memory, (column.name, form), questionnaire
    )


def _decimal(samples: Sequence[str]) -> Question:
    return Question(
        "decimal",
        _("Is {sample} read with a decimal point or a decimal comma?").format(sample=samples[0]),
        ("point", "comma"),
        {
            name: [(text, f"{numbers.readings(text)[place]}") for text in samples]
            for place, name in enumerate(("point", "comma"))
        },
    )


def _format(column: Column, sheets: Sequence[RawTable], marks: Mapping[str, int]) -> ColumnFormat:
    if column.type == "id":
        return _id_format(column, list(_raw(sheets, column.name)))
    if column.type in ("money", "number"):
        return _number_format(column, sheets, marks[column.name])
    return ColumnFormat(column, _parser(column))


def _number_format(column: Column, sheets: Sequence[RawTable], mark: int) -> ColumnFormat:
    """Numbers as they are; in a workbook, text beside them that could be two numbers is none."""
    texts_of = [s.cells[column.name].raw for s in sheets if _is_of_workbook(s, column.name)]
    doubts = numbers.doubts(_stripped(texts_of)) if texts_of and not mark else frozenset()

    def parse(text: str) -> Decimal | None:
        return None if text in doubts else numbers.readings(text)[mark]

    return ColumnFormat(column, parse, at_once=None if mark else vectorized.amounts, doubts=doubts)


def _is_of_workbook(sheet: RawTable, name: str) -> bool:
    return name in sheet.cells and sheet.head.source.encoding in TYPED_FORMS


def _parser(column: Column) -> Callable[[str], Any]:
    return {
        "text": lambda text: text,
        "integer": _integer,
        "flag": texts.flag,
        "choice": lambda text: texts.choice(text, column.choices),
        "level": lambda text: texts.level(text, column.choices),
    }[column.type]


def _integer(text: str) -> int | None:
    value: Decimal | None = numbers.readings(text)[0]
    if value is None or value != value.to_integral_value() or abs(value) > 2**31 - 1:
        return None
    return int(value)


def _id_format(column: Column, parts: Sequence[pa.Array]) -> ColumnFormat:
    """Ids cleaned; `.0` goes when all of the column are whole; what Excel destroyed is refused."""
    plain = [vectorized.plain_ids(raw) for raw in parts]
    rest = [raw.filter(pa.array(~done)) for raw, done in zip(parts, plain, strict=True)]
    cleaned = [text for text in map(texts.clean_id, _stripped(rest)) if text]
    others = [text for text in cleaned if not texts.is_no_id(text)]
    lost = texts.destroyed(others)
    is_whole = texts.all_whole(others) and all(map(vectorized.are_whole, parts, plain))

    def parse(text: str) -> str | None:
        cleaned = texts.clean_id(text)
        if cleaned is None or cleaned in lost or texts.has_stray_quote(cleaned):
            return None
        return texts.without_point_zero(cleaned) if is_whole else cleaned

    return ColumnFormat(column, parse, at_once=lambda raw: vectorized.ids(raw, is_whole))
