"""Judges rows with a total word: which surely are totals, and which have to be asked about."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from data.catalogue import Kind
from data.ingest import context
from data.ingest.rows.raw_table import RawTable
from data.ingest.subtotals.candidates import IDS, TotalCandidate
from data.ingest.subtotals.neighbours import Neighbours
from data.ingest.values.cells import blankness
from data.ingest.values.total_vocabulary import FIRST
from data.ingest.values.total_words import is_of_first_level

Candidates = Mapping[int, TotalCandidate]


def sort_candidates(
    sheet: RawTable, kind: Kind, candidates: Candidates, sums: Neighbours
) -> tuple[list[int], list[int]]:
    """The places that surely are totals, and those to ask about; others are records."""
    if not kind.is_list:
        return _sort_by_groups(sheet, kind, candidates, sums)
    return _sort_of_list(sheet, candidates, sums)


def _sort_by_groups(
    sheet: RawTable, kind: Kind, candidates: Candidates, sums: Neighbours
) -> tuple[list[int], list[int]]:
    """The candidates that surely are totals, and those to ask about; all of one form are judged
    together."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, candidate in candidates.items():
        groups[candidate.column, candidate.form].append(place)
    sure: list[int] = []
    open_: list[int] = []
    for places in groups.values():
        lines = [_lines(sheet, candidates, place, sums) for place in places]
        first = places[0]
        may_be_one = is_whole(sheet, candidates, first) or candidates[first].is_doubtful
        if all(lines) and (sum(lines) > 1 or not may_be_one):
            may_be_accounts = [p for p in places if _may_be_account(sheet, candidates, p)]
            sure += [place for place in places if place not in may_be_accounts]
            open_ += may_be_accounts
        elif any(lines) or not all(_is_record(sheet, kind, candidates, p, sums) for p in places):
            open_ += places
    return sure, open_


def _sort_of_list(
    sheet: RawTable, candidates: Candidates, sums: Neighbours
) -> tuple[list[int], list[int]]:
    """The candidates of a list of accounts that surely are totals, and those to ask about.

    A row with more than numbers beside the word is an account; a total holds a sum, or lacks what
    every account has.
    """
    sure: list[int] = []
    open_: list[int] = []
    filled = _filled_by_all(sheet, candidates)
    for place, candidate in candidates.items():
        is_bare = int(sheet.rows[place]) in sheet.bare
        is_sum = place in sums.lines
        lacks = any(not _is_filled(sheet, place, name) for name in filled)
        lacks |= candidate.column == "account_id" and "account_name" in sheet.cells
        if is_bare and (is_sum or lacks):
            sure.append(place)
        elif is_sum or (is_bare and (candidate.form != "first" or candidate.is_known)):
            open_.append(place)
    return sure, open_


def _filled_by_all(sheet: RawTable, candidates: Candidates) -> list[str]:
    """The columns that are filled in every record that is no candidate."""
    is_rest = np.ones(len(sheet.rows), np.bool_)
    is_rest[list(candidates)] = False
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


def _lines(sheet: RawTable, candidates: Candidates, place: int, sums: Neighbours) -> int:
    """Of how many records a candidate is the sum; 0 where it is none.

    Equality with one other record does not count for a row whose name may be an account's, as
    "Total Energies" is, or a product's.
    """
    lines = sums.lines.get(place, 0)
    return 0 if lines == 1 and _may_be_named_so(sheet, candidates, place) else lines


def _may_be_named_so(sheet: RawTable, candidates: Candidates, place: int) -> bool:
    """Whether a row with a name beside the word has a number, or the name of a product ("Total
    care") and an account: the first level of the reader did not know these."""
    candidate = candidates[place]
    if not candidate.is_doubtful or is_whole(sheet, candidates, place):
        return candidate.is_doubtful
    is_product = candidate.column not in IDS and context.reads_at(context.MEANING)
    return is_product and bool(_id_of(sheet, candidates, place, "account_name"))


def _may_be_account(sheet: RawTable, candidates: Candidates, place: int) -> bool:
    """Whether a sum with a number of its own is asked about: an order of Total Energies may be for
    as much as those above it. The first level of the reader left it out."""
    may_be = _may_be_named_so(sheet, candidates, place)
    return may_be and context.reads_at(context.MEANING)


def is_called_so(sheet: RawTable, candidates: Candidates, place: int) -> bool:
    """Whether a row that is asked about rather is a record: the word begins a name, or is part of a
    product's."""
    candidate = candidates[place]
    may_be = candidate.form == FIRST or _may_be_named_so(sheet, candidates, place)
    return may_be and candidate.is_doubtful and context.reads_at(context.MEANING)


def is_whole(sheet: RawTable, candidates: Candidates, place: int) -> bool:
    """Whether a record has an order number or account id, as ordinary records do."""
    return any(
        _id_of(sheet, candidates, place, name) for name in ("order_id", "invoice_no", "account_id")
    )


def is_listed(sheet: RawTable, place: int) -> bool:
    """Whether accounts of a list follow below it."""
    return sheet.head.kind.is_list and place < len(sheet.rows) - 1


def _is_record(
    sheet: RawTable, kind: Kind, candidates: Candidates, place: int, sums: Neighbours
) -> bool:
    """Whether a candidate that is no sum surely is an ordinary record."""
    candidate = candidates[place]
    if place in sums.without_value and kind.is_list:
        return True
    account = _id_of(sheet, candidates, place, "account_id")
    if account and account not in sums.accounts:
        return True
    if candidate.form == "first" and not candidate.is_known:
        return True
    if _is_record_of_its_own(sheet, candidates, place):
        return True
    is_word = candidate.form == "word" and candidate.column in sheet.cells
    describes = candidate.column not in IDS and not is_word
    return describes and bool(account or _id_of(sheet, candidates, place, "account_name"))


def _is_record_of_its_own(sheet: RawTable, candidates: Candidates, place: int) -> bool:
    """Whether a row has a number and a word that the first level of the reader did not know: it did
    ask about such rows where their word is "total" and nothing else."""
    if not context.reads_at(context.MEANING) or not is_whole(sheet, candidates, place):
        return False
    return candidates[place].is_doubtful or not is_of_first_level(candidates[place].text)


def _id_of(sheet: RawTable, candidates: Candidates, place: int, name: str) -> str:
    """The cell of an identifying column; "" where it is blank or holds the total word."""
    if name not in sheet.cells or candidates[place].column == name:
        return ""
    cell = sheet.cells[name].cell(place).strip()
    return "" if blankness(cell, is_value=False) is not None else cell
