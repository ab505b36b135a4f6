"""Rows of totals that stand among the records with a date, so that they look like records.

Their words make them suspects; their money tells. Sums of the records around them are left out and
listed. What says total and is no such sum is a question: a company may be called "Total".
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from data.catalogue import Kind
from data.columns.dictionary_column import Ints
from data.ingest import problems
from data.ingest.questions import Questionnaire
from data.ingest.rows.raw_table import RawTable
from data.ingest.subtotals.candidates import IDS, TotalCandidate, said
from data.ingest.subtotals.neighbours import Neighbours, around
from data.ingest.typing.parse_columns import typed
from data.ingest.typing.type_inference import decide
from data.ingest.values.cells import blankness
from data.report import LISTED, Listed, Question
from locales import _, ngettext

LEAVE_OUT, KEEP = "leave_out", "keep"
SAMPLES = 5
Suspects = dict[int, TotalCandidate]


def leave_out_totals(kind: Kind, sheets: Sequence[RawTable], questionnaire: Questionnaire) -> None:
    """Take dated rows of totals out of the sheets; asks about those whose sums do not tell."""
    suspects = [said(sheet, kind) for sheet in sheets]
    if not any(suspects):
        return
    rests = [_without(sheet, own) for sheet, own in zip(sheets, suspects, strict=True)]
    formats = decide(kind, rests, questionnaire)
    for sheet, own in zip(sheets, suspects, strict=True):
        if own:
            sums = around(sheet, kind, typed(sheet, formats), own)
            is_list = kind.is_list
            sure, open_ = (_of_list if is_list else _by_groups)(sheet, kind, own, sums)
            _settle(sheet, own, sums, sure, open_, questionnaire)


def _without(sheet: RawTable, suspects: Suspects) -> RawTable:
    rest = replace(sheet)
    rest.leave_out(np.fromiter(suspects, np.int64))
    return rest


def _by_groups(
    sheet: RawTable, kind: Kind, suspects: Suspects, sums: Neighbours
) -> tuple[list[int], list[int]]:
    """What is surely a total, and what may be one: all that say it in the same way agree."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, own in suspects.items():
        groups[own.column, own.form].append(place)
    sure: list[int] = []
    open_: list[int] = []
    for places in groups.values():
        lines = [_lines(sheet, suspects, place, sums) for place in places]
        first = places[0]
        may_be_one = _is_whole(sheet, suspects, first) or _is_doubtful(suspects[first])
        if all(lines) and (sum(lines) > 1 or not may_be_one):
            sure += places
        elif any(lines) or not all(_is_record(sheet, kind, suspects, p, sums) for p in places):
            open_ += places
    return sure, open_


def _of_list(
    sheet: RawTable, _kind: Kind, suspects: Suspects, sums: Neighbours
) -> tuple[list[int], list[int]]:
    """What of a list is surely a total, and what may be one.

    A row with more than numbers beside the word is an account; a total holds a sum, or lacks what
    every account has.
    """
    sure: list[int] = []
    open_: list[int] = []
    filled = _filled_by_all(sheet, suspects)
    for place, own in suspects.items():
        is_bare = int(sheet.rows[place]) in sheet.bare
        is_sum = place in sums.lines
        lacks = any(not _is_filled(sheet, place, name) for name in filled)
        lacks |= own.column == "account_id" and "account_name" in sheet.cells
        if is_bare and (is_sum or lacks):
            sure.append(place)
        elif is_sum or (is_bare and (own.form != "first" or own.is_known)):
            open_.append(place)
    return sure, open_


def _filled_by_all(sheet: RawTable, suspects: Suspects) -> list[str]:
    """The columns in which every record has something, but for suspects."""
    is_rest = np.ones(len(sheet.rows), np.bool_)
    is_rest[list(suspects)] = False
    filled = []
    for name, cells in sheet.cells.items():
        used = np.unique(cells.index[is_rest])
        if len(used) and all(_has(text) for text in cells.raw.take(pa.array(used)).to_pylist()):
            filled.append(name)
    return filled


def _has(text: str) -> bool:
    return blankness(text.strip(), is_value=False) is None


def _is_filled(sheet: RawTable, place: int, name: str) -> bool:
    return _has(sheet.cells[name].cell(place))


def _settle(
    sheet: RawTable,
    suspects: Suspects,
    sums: Neighbours,
    sure: list[int],
    open_: list[int],
    questionnaire: Questionnaire,
) -> None:
    """What is surely a total goes; what may be is asked."""
    if open_:
        question = _question(sheet, suspects, sorted(open_))
        memory = sheet.head.remembered.answers
        answer = questionnaire.settle(question, [sheet.head.report], memory) or question.choices[0]
        if answer == LEAVE_OUT:
            sheet.head.report.warnings += sums.differences(sheet, sorted(open_))
            sure += open_
    _leave_out(sheet, suspects, np.array(sorted(sure), np.int64))


def _lines(sheet: RawTable, suspects: Suspects, place: int, sums: Neighbours) -> int:
    """Of how many records a suspect is the sum. That one record has the money of another says
    nothing where its name, "Total Energies", may as well be an account's."""
    lines = sums.lines.get(place, 0)
    is_doubtful = _is_doubtful(suspects[place]) and _is_whole(sheet, suspects, place)
    return 0 if lines == 1 and is_doubtful else lines


def _is_doubtful(own: TotalCandidate) -> bool:
    """Whether a cell is more than the word, and names nothing that the column has."""
    return own.form != "word" and not own.is_known


def _leave_out(sheet: RawTable, suspects: Suspects, places: Ints) -> None:
    report = sheet.head.report
    for place in places[: max(0, LISTED - len(report.listed))].tolist():
        shown = _shown(sheet, suspects[place], place)[:200]
        report.listed.append(Listed("total", int(sheet.rows[place]), None, shown))
    report.records.totals += len(places)
    sheet.leave_out(places)


def _shown(sheet: RawTable, own: TotalCandidate, place: int) -> str:
    """The cells of a record that are of our columns, and the one that says total."""
    at = sorted((number, name) for name, number in sheet.head.columns.items())
    cells = [sheet.cells[name].cell(place).strip() for _number, name in at if name in sheet.cells]
    said_elsewhere = [] if own.column in sheet.cells else [own.text]
    return " | ".join(cell for cell in (*said_elsewhere, *cells) if cell)


def _question(sheet: RawTable, suspects: Suspects, places: list[int]) -> Question:
    text = ngettext(
        "{n} row says {word} but is not clearly the sum of the rows around it. "
        "Is it a total, or a record?",
        "{n} rows say {word} but are not clearly the sums of the rows around them. "
        "Are they totals, or records?",
        len(places),
    )
    rows = [
        (_("row {row}").format(row=int(sheet.rows[p])), _shown(sheet, suspects[p], p))
        for p in places[:SAMPLES]
    ]
    choices = (LEAVE_OUT, KEEP)
    if _is_whole(sheet, suspects, places[0]) or _is_listed(sheet, places[0]):
        choices = (KEEP, LEAVE_OUT)
    word = problems.quoted(suspects[places[0]].text)
    return Question(
        "totals", text.format(n=len(places), word=word), choices, dict.fromkeys(choices, rows)
    )


def _is_whole(sheet: RawTable, suspects: Suspects, place: int) -> bool:
    """Whether a record has an order number or account id of its own, as any record would."""
    return any(
        _id_of(sheet, suspects, place, name) for name in ("order_id", "invoice_no", "account_id")
    )


def _is_listed(sheet: RawTable, place: int) -> bool:
    """Whether accounts stand below it in their list."""
    return sheet.head.kind.is_list and place < len(sheet.rows) - 1


def _is_record(
    sheet: RawTable, kind: Kind, suspects: Suspects, place: int, sums: Neighbours
) -> bool:
    """Whether what says total is surely none, as no sum agrees with it."""
    own = suspects[place]
    if place in sums.without_value and kind.is_list:
        return True
    account = _id_of(sheet, suspects, place, "account_id")
    if account and account not in sums.accounts:
        return True
    if own.form == "first" and not own.is_known:
        return True
    describes = own.column not in IDS and (own.form != "word" or own.column not in sheet.cells)
    return describes and bool(account or _id_of(sheet, suspects, place, "account_name"))


def _id_of(sheet: RawTable, suspects: Suspects, place: int, name: str) -> str:
    """The cell of a record that says who or what it is; none where it says total."""
    if name not in sheet.cells or suspects[place].column == name:
        return ""
    cell = sheet.cells[name].cell(place).strip()
    return "" if blankness(cell, is_value=False) is not None else cell
