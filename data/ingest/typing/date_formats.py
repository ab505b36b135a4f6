"""How a column of dates is written: which of day and month comes first, and which are turned."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from data.catalogue import Column
from data.ingest import context
from data.ingest.questions import Questionnaire
from data.ingest.rows.raw_table import RawTable
from data.ingest.values import dates
from data.ingest.values.cells import bare
from data.ingest.values.column_format import ColumnFormat
from data.ingest.values.date_evidence import Evidence, likeliest
from data.ingest.values.swapped_dates import read_swapped, swapped_cells
from data.report import Question
from locales import _, ngettext

SWAP, KEEP = "swap", "keep"
SAMPLES = 5
Ask = Callable[[Question, str], str | None]
"""Settles a question about cells of a form: the marks between their numbers."""


def date_format(
    column: Column,
    sheets: Sequence[RawTable],
    ask: Ask,
    questionnaire: Questionnaire,
    memory: Mapping[str, str],
) -> ColumnFormat:
    """The format of a column of dates in all sheets that have it."""
    having = [sheet for sheet in sheets if column.name in sheet.cells]
    evidence = Evidence()
    for sheet in having:
        evidence.add(_texts(sheet, column.name))
    order = evidence.order
    if evidence.short or (order is None and evidence.open):
        question = _date_order(evidence)
        samples = (*evidence.short, *evidence.open)
        order = ask(question, "".join(c for c in "-./" if any(c in text for text in samples)))
        order = order or question.choices[0]
    systems = {sheet.head.source.is_1904 for sheet in having}
    has_serials = evidence.has_serial and not evidence.has_other and len(systems) == 1
    clash = (evidence.dmy if order == "dmy" else evidence.mdy) if evidence.is_mixed else None

    def parse(text: str) -> date | None:
        return dates.read_day(text, order or "dmy", has_serials, True in systems)

    settled = None if evidence.is_mixed else order
    turned = _turned(column, having, settled, parse, questionnaire, memory)
    return ColumnFormat(column, parse, clash, by_head=turned)


def _texts(sheet: RawTable, name: str) -> Iterable[str]:
    """The different cells of a column, stripped, blank ones left out."""
    return filter(None, map(bare, sheet.cells[name].raw.to_pylist()))


def _turned(
    column: Column,
    sheets: Sequence[RawTable],
    order: str | None,
    parse: Callable[[str], date | None],
    questionnaire: Questionnaire,
    memory: Mapping[str, str],
) -> dict[int, Callable[[str], Any]]:
    """How to read the cells of sheets whose days a spreadsheet turned round, where that is the
    answer."""
    if not context.reads_at(context.MEANING):
        return {}
    cells = {id(s.head): swapped_cells(_texts(s, column.name), order) for s in sheets}
    asked = [sheet for sheet in sheets if cells[id(sheet.head)]]
    if not asked:
        return {}
    samples = [text for sheet in asked for text in cells[id(sheet.head)]]
    reports = [sheet.head.report for sheet in asked]
    if questionnaire.settle(_swapped(samples, parse), reports, memory) == KEEP:
        return {}
    return {
        id(sheet.head): partial(_read_turned, frozenset(cells[id(sheet.head)]), parse)
        for sheet in asked
    }


def _read_turned(
    turned: frozenset[str], parse: Callable[[str], date | None], text: str
) -> date | None:
    return read_swapped(text) if text in turned else parse(text)


def _swapped(samples: Sequence[str], parse: Callable[[str], date | None]) -> Question:
    text = ngettext(
        "{n} date has a day up to 12 beside text whose day is above 12: a spreadsheet may have "
        "turned day and month round. Turn it back?",
        "{n} dates have a day up to 12 beside text whose day is above 12: a spreadsheet may have "
        "turned day and month round. Turn them back?",
        len(samples),
    )
    return Question(
        "swapped_dates",
        text.format(n=f"{len(samples):,}"),
        (SWAP, KEEP),
        {
            SWAP: [(cell, f"{read_swapped(cell)}") for cell in samples[:SAMPLES]],
            KEEP: [(cell, f"{parse(cell)}") for cell in samples[:SAMPLES]],
        },
    )


def _date_order(evidence: Evidence) -> Question:
    samples = evidence.short or evidence.open
    choices = likeliest(evidence.short, evidence.choices) if evidence.short else ("dmy", "mdy")
    return Question(
        "date_order",
        _("Which comes first in {sample}: day, month or year?").format(sample=samples[0]),
        choices,
        {o: [(t, f"{dates.read_day(t, o)}") for t in samples] for o in choices},
    )
