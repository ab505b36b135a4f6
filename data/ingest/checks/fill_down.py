"""Fill-down: records that leave blank what they share with others of their order or group.

Reports print an order's number, day and account on its first line only, or each account once above
its records. The other lines have no account then, or are refused. Within an order number they are
filled without a question; elsewhere it is asked whether they belong to the record above.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from data.catalogue import Kind
from data.columns.dictionary_column import Mask
from data.ingest import context
from data.ingest.checks.blank_cells import is_blank, taken
from data.ingest.checks.blanks_below import BlanksBelow, blanks_below
from data.ingest.checks.order_fields import OrderFields, order_fields
from data.ingest.questions import Questionnaire
from data.ingest.rows.raw_table import RawTable
from data.ingest.subtotals.possible_totals import possible_totals
from data.report import LISTED, Listed, Question
from locales import _, ngettext

SHARED, ABOVE, NONE = "shared", "above", "none"
SAMPLES = 5


def fill_shared(kind: Kind, sheets: Sequence[RawTable], questionnaire: Questionnaire) -> None:
    """Give records what they share with others of their order, and with the one above them where
    that is the answer."""
    for sheet in sheets:
        if context.reads_at(context.MEANING) and not kind.is_list and not kind.is_plan:
            _fill_orders(kind, sheet, questionnaire)
        blanks = blanks_below(sheet, kind)
        if blanks and _answer(_question(sheet, blanks), sheet, questionnaire) == ABOVE:
            _fill(sheet, blanks)


def _fill_orders(kind: Kind, sheet: RawTable, questionnaire: Questionnaire) -> None:
    if not order_fields(sheet, np.zeros(len(sheet.rows), np.bool_)):
        return
    totals = np.zeros(len(sheet.rows), np.bool_)
    totals[possible_totals(sheet, kind).places] = True
    fields = order_fields(sheet, totals)
    if fields is None:
        return
    fields.fill(sheet, is_doubtful=False)
    if fields.proven:
        sheet.head.report.warnings.append(_filled(sheet, fields))
    if fields.doubtful:
        question = _order_question(sheet, fields)
        if _answer(question, sheet, questionnaire) == ABOVE:
            fields.fill(sheet, is_doubtful=True)


def _answer(question: Question, sheet: RawTable, questionnaire: Questionnaire) -> str:
    memory = sheet.head.remembered.answers
    return questionnaire.settle(question, [sheet.head.report], memory) or question.choices[0]


def _filled(sheet: RawTable, fields: OrderFields) -> str:
    lines = int(np.logical_or.reduce([places >= 0 for places in fields.proven.values()]).sum())
    text = ngettext(
        "{n} line takes {columns} from another line of its order.",
        "{n} lines take {columns} from other lines of their orders.",
        lines,
    )
    return text.format(n=f"{lines:,}", columns=_headers(sheet, list(fields.proven)))


def _order_question(sheet: RawTable, fields: OrderFields) -> Question:
    """Asks about lines whose order number does not say to whom they belong."""
    sources = next(iter(fields.doubtful.values()))
    names, lines = list(fields.doubtful), np.flatnonzero(sources >= 0).tolist()
    text = ngettext(
        "{n} line has no {columns}, and its order number stands for several. Does it take that of "
        "the line above?",
        "{n} lines have no {columns}, and their order numbers stand for several. Do they take that "
        "of the line above?",
        len(lines),
    ).format(n=f"{len(lines):,}", columns=_headers(sheet, names))
    samples = [(_row(sheet, p), _cells(sheet, names, int(sources[p]))) for p in lines[:SAMPLES]]
    choices = (NONE, ABOVE) if fields.are_other_days else (ABOVE, NONE)
    as_is = [(row, "–") for row, _cell in samples]
    return Question(SHARED, text, choices, {ABOVE: samples, NONE: as_is})


def _fill(sheet: RawTable, blanks: BlanksBelow) -> None:
    places = np.where(blanks.is_below, blanks.first, np.arange(len(blanks.first)))
    for name, sources in blanks.sources.items():
        sheet.cells[name] = taken(sheet.cells[name], sources)
    for place, column in sheet.unread.items():
        if _is_first_only(is_blank(column.cells), blanks):
            sheet.unread[place] = replace(column, cells=taken(column.cells, places))
    # Equal lines of two orders are no repetitions of each other once they are filled.
    group = np.where(blanks.is_below, sheet.row_hashes[places], 0)
    sheet.row_hashes = sheet.row_hashes ^ (group * 31)
    _leave_out_headings(sheet, blanks)


def _is_first_only(blank: Mask, blanks: BlanksBelow) -> bool:
    """Whether an unmapped column is filled on first lines and blank on all that are below them."""
    return bool(blank[blanks.is_below].all() and not blank[blanks.first[blanks.is_below]].all())


def _leave_out_headings(sheet: RawTable, blanks: BlanksBelow) -> None:
    """Leave out the lines that hold nothing but what is filled down from them."""
    rest = [is_blank(cells) for name, cells in sheet.cells.items() if name not in blanks.sources]
    is_bare = np.logical_and.reduce([~blanks.is_below, *rest])
    heads = np.unique(blanks.first[blanks.is_below])
    heads = heads[is_bare[heads]]
    listed, names = sheet.head.report.listed, list(blanks.sources)
    for place in heads[: max(0, LISTED - len(listed))].tolist():
        listed.append(Listed("heading", int(sheet.rows[place]), None, _cells(sheet, names, place)))
    sheet.head.report.records.totals += len(heads)
    sheet.leave_out(heads)


def _question(sheet: RawTable, blanks: BlanksBelow) -> Question:
    places = np.flatnonzero(blanks.is_below)
    rows, names = len(np.unique(sheet.rows[places])), list(blanks.sources)
    text = ngettext(
        "{n} record leaves {columns} blank below one that has them. Does it share them?",
        "{n} records leave {columns} blank below one that has them. Do they share them?",
        rows,
    ).format(n=f"{rows:,}", columns=_headers(sheet, names))
    samples = [
        (_cells(sheet, names, p), _filled_cells(sheet, blanks, p))
        for p in places[: SAMPLES * 12].tolist()
    ]
    shown = list(dict.fromkeys(samples))[:SAMPLES]
    return Question(
        SHARED, text, (ABOVE, NONE), {ABOVE: shown, NONE: [(was, was) for was, _n in shown]}
    )


def _filled_cells(sheet: RawTable, blanks: BlanksBelow, place: int) -> str:
    sources = blanks.sources.items()
    return " | ".join(
        sheet.cells[name].cell(int(places[place])).strip() for name, places in sources
    )


def _headers(sheet: RawTable, names: Sequence[str]) -> str:
    return ", ".join(map(sheet.head.name_of, names))


def _row(sheet: RawTable, place: int) -> str:
    return _("row {row}").format(row=int(sheet.rows[place]))


def _cells(sheet: RawTable, names: Sequence[str], place: int) -> str:
    return " | ".join(sheet.cells[name].cell(place).strip() or "–" for name in names)
