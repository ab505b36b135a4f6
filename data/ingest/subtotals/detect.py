"""Total rows among the records, with a date, so that they look like records.

A total word makes a row a candidate; its amount decides. A candidate that is the sum of records
around it is left out and listed; one that is not is asked about: a company may be called "Total".
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
from data.ingest.subtotals.candidates import IDS, TotalCandidate, total_candidates
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
    """Take dated total rows out of the sheets; ask about those that are no sum of other records."""
    suspects = [total_candidates(sheet, kind) for sheet in sheets]
    if not any(suspects):
        return
    rests = [_without(sheet, rows) for sheet, rows in zip(sheets, suspects, strict=True)]
    formats = decide(kind, rests, questionnaire)
    for sheet, rows in zip(sheets, suspects, strict=True):
        if rows:
            sums = around(sheet, kind, typed(sheet, formats), rows)
            sort = _sort_of_list if kind.is_list else _sort_by_groups
            sure, open_ = sort(sheet, kind, rows, sums)
            _settle(sheet, rows, sums, sure, open_, questionnaire)


def _without(sheet: RawTable, suspects: Suspects) -> RawTable:
    rest = replace(sheet)
    rest.leave_out(np.fromiter(suspects, np.int64))
    return rest


def _sort_by_groups(
    sheet: RawTable, kind: Kind, suspects: Suspects, sums: Neighbours
) -> tuple[list[int], list[int]]:
    """The candidates that surely are totals, and those to ask about; all of one form are judged
    together."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, candidate in suspects.items():
        groups[candidate.column, candidate.form].append(place)
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


def _sort_of_list(
    sheet: RawTable, _kind: Kind, suspects: Suspects, sums: Neighbours
) -> tuple[list[int], list[int]]:
    """The candidates of a list of accounts that surely are totals, and those to ask about.

    A row with more than numbers beside the word is an account; a total holds a sum, or lacks what
    every account has.
    """
    sure: list[int] = []
    open_: list[int] = []
    filled = _filled_by_all(sheet, suspects)
    for place, candidate in suspects.items():
        is_bare = int(sheet.rows[place]) in sheet.bare
        is_sum = place in sums.lines
        lacks = any(not _is_filled(sheet, place, name) for name in filled)
        lacks |= candidate.column == "account_id" and "account_name" in sheet.cells
        if is_bare and (is_sum or lacks):
            sure.append(place)
        elif is_sum or (is_bare and (candidate.form != "first" or candidate.is_known)):
            open_.append(place)
    return sure, open_


def _filled_by_all(sheet: RawTable, suspects: Suspects) -> list[str]:
    """The columns that are filled in every record that is no candidate."""
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
    """Leave out the sure totals; ask about the open ones, and leave them out if answered so."""
    if open_:
        question = _question(sheet, suspects, sorted(open_))
        memory = sheet.head.remembered.answers
        answer = questionnaire.settle(question, [sheet.head.report], memory) or question.choices[0]
        if answer == LEAVE_OUT:
            sheet.head.report.warnings += sums.differences(sheet, sorted(open_))
            sure += open_
    _leave_out(sheet, suspects, np.array(sorted(sure), np.int64))


def _lines(sheet: RawTable, suspects: Suspects, place: int, sums: Neighbours) -> int:
    """Of how many records a candidate is the sum; 0 where it is none.

    Equality with one other record does not count for a row whose name may be an account's, as
    "Total Energies" is.
    """
    lines = sums.lines.get(place, 0)
    is_doubtful = _is_doubtful(suspects[place]) and _is_whole(sheet, suspects, place)
    return 0 if lines == 1 and is_doubtful else lines


def _is_doubtful(candidate: TotalCandidate) -> bool:
    """Whether a cell has a name beside the total word, and no other cell has that name."""
    return candidate.form != "word" and not candidate.is_known


def _leave_out(sheet: RawTable, suspects: Suspects, places: Ints) -> None:
    report = sheet.head.report
    for place in places[: max(0, LISTED - len(report.listed))].tolist():
        shown = _shown(sheet, suspects[place], place)[:200]
        report.listed.append(Listed("total", int(sheet.rows[place]), None, shown))
    report.records.totals += len(places)
    sheet.leave_out(places)


def _shown(sheet: RawTable, candidate: TotalCandidate, place: int) -> str:
    """The cell with the total word, then the mapped cells of its record."""
    at = sorted((number, name) for name, number in sheet.head.columns.items())
    cells = [sheet.cells[name].cell(place).strip() for _number, name in at if name in sheet.cells]
    unmapped = [] if candidate.column in sheet.cells else [candidate.text]
    return " | ".join(cell for cell in (*unmapped, *cells) if cell)


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
    """Whether a record has an order number or account id, as ordinary records do."""
    return any(
        _id_of(sheet, suspects, place, name) for name in ("order_id", "invoice_no", "account_id")
    )


def _is_listed(sheet: RawTable, place: int) -> bool:
    """Whether accounts of a list follow below it."""
    return sheet.head.kind.is_list and place < len(sheet.rows) - 1


def _is_record(
    sheet: RawTable, kind: Kind, suspects: Suspects, place: int, sums: Neighbours
) -> bool:
    """Whether a candidate that is no sum surely is an ordinary record."""
    candidate = suspects[place]
    if place in sums.without_value and kind.is_list:
        return True
    account = _id_of(sheet, suspects, place, "account_id")
    if account and account not in sums.accounts:
        return True
    if candidate.form == "first" and not candidate.is_known:
        return True
    is_word = candidate.form == "word" and candidate.column in sheet.cells
    describes = candidate.column not in IDS and not is_word
    return describes and bool(account or _id_of(sheet, suspects, place, "account_name"))


def _id_of(sheet: RawTable, suspects: Suspects, place: int, name: str) -> str:
    """The cell of an identifying column; "" where it is blank or holds the total word."""
    if name not in sheet.cells or suspects[place].column == name:
        return ""
    cell = sheet.cells[name].cell(place).strip()
    return "" if blankness(cell, is_value=False) is not None else cell
