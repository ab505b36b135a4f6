"""Total rows among the records, with or without a day, so that they look like records.

A total word makes a row a candidate; its amount decides. A candidate that is the sum of records
around it is left out and listed; one that is not is asked about: a company may be called "Total".
A sum without a word that lacks what records have is always asked about.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from data.catalogue import Kind
from data.columns.dictionary_column import Ints
from data.ingest.questions import Questionnaire
from data.ingest.rows.raw_table import RawTable
from data.ingest.subtotals import total_questions
from data.ingest.subtotals.neighbours import Neighbours, around
from data.ingest.subtotals.possible_totals import PossibleTotals, possible_totals
from data.ingest.subtotals.total_questions import LEAVE_OUT, TOTALS
from data.ingest.subtotals.worded_totals import is_whole, sort_candidates
from data.ingest.typing.parse_columns import typed
from data.ingest.typing.type_inference import decide
from data.ingest.values.total_words import names_a_sum
from data.report import LISTED, Listed

OF_SUMS = f"{TOTALS}_of:"
"""Key behind which it is remembered that the answer was given for sums without a word: what holds
for rows that say total says nothing about these."""


def leave_out_totals(kind: Kind, sheets: Sequence[RawTable], questionnaire: Questionnaire) -> None:
    """Take total rows out of the sheets; ask about those that may be records."""
    totals = [possible_totals(sheet, kind) for sheet in sheets]
    if not any(possible.places for possible in totals):
        return
    rests = [_without(sheet, possible) for sheet, possible in zip(sheets, totals, strict=True)]
    formats = decide(kind, rests, questionnaire)
    for sheet, possible in zip(sheets, totals, strict=True):
        if possible.places:
            columns = typed(sheet, formats)
            sums = around(sheet, kind, columns, possible.worded, possible.unnamed)
            sure, open_ = sort_candidates(sheet, kind, possible.worded, sums)
            _settle(sheet, possible, sums, sure, open_, questionnaire)


def _without(sheet: RawTable, possible: PossibleTotals) -> RawTable:
    rest = replace(sheet)
    rest.leave_out(np.array(possible.places, np.int64))
    return rest


def _settle(
    sheet: RawTable,
    possible: PossibleTotals,
    sums: Neighbours,
    sure: list[int],
    open_: list[int],
    questionnaire: Questionnaire,
) -> None:
    """Leave out the sure totals; ask about the open ones, and leave them out if answered so."""
    if unnamed := possible.unnamed.keys() - set(sure):
        # A row that is whole is asked about by its word alone: beside sums it would go with them.
        others = {place for place in open_ if not is_whole(sheet, possible.worded, place)}
        open_ = sorted(others | unnamed)
    if open_ and _answer(sheet, possible, sorted(open_), questionnaire) == LEAVE_OUT:
        candidates = possible.worded
        compared = [p for p in open_ if p in candidates and names_a_sum(candidates[p].text)]
        sheet.head.report.warnings += sums.differences(sheet, sorted(compared))
        sure = [*sure, *open_]
    _leave_out(sheet, possible, np.array(sorted(sure), np.int64))


def _answer(
    sheet: RawTable, possible: PossibleTotals, places: list[int], questionnaire: Questionnaire
) -> str:
    memory, reports = sheet.head.remembered.answers, [sheet.head.report]
    are_sums = any(place in possible.unnamed for place in places)
    ask = total_questions.of_sums if are_sums else total_questions.of_words
    question = ask(sheet, possible, places)
    is_remembered = (OF_SUMS in memory) == are_sums
    answer = questionnaire.settle(question, reports, memory if is_remembered else None)
    if answer and are_sums:
        questionnaire.used[OF_SUMS] = answer
    return answer or question.choices[0]


def _leave_out(sheet: RawTable, possible: PossibleTotals, places: Ints) -> None:
    report = sheet.head.report
    for place in places[: max(0, LISTED - len(report.listed))].tolist():
        text = total_questions.shown(sheet, possible, place)[:200]
        report.listed.append(Listed("total", int(sheet.rows[place]), None, text))
    report.records.totals += len(places)
    sheet.leave_out(places)
