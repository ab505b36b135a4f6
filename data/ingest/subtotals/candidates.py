"""Records with a total word in any cell, of a mapped column or of an unmapped one."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from data.catalogue import Kind
from data.ingest.rows.raw_table import RawTable
from data.ingest.values.header_text import normalized
from data.ingest.values.total_words import is_named_total, says_total, speaking, whose_total

IDS = ("order_id", "invoice_no", "line_id", "account_id", "account_name")
"""Columns that identify a record or its account."""
FREE_TEXT = frozenset({"note", "reason", "competitor", "status"})
"""Columns with free text: a total word in them means nothing."""
WORDED = frozenset({"text", "id", "choice"})
"""Types of columns that may hold a total word."""


@dataclass(frozen=True)
class TotalCandidate:
    """A cell with a total word: its column (the header where it is not mapped) and its text.

    `form`: the "word" alone, behind a name ("last": "Acme Total") or before one ("first": "Total
    Acme"). `code`: of the column's different cells the one that holds this name alone, else -1.
    """

    column: str
    text: str
    form: str
    code: int = -1

    @property
    def is_known(self) -> bool:
        return self.code >= 0


def total_candidates(sheet: RawTable, kind: Kind) -> dict[int, TotalCandidate]:
    """Place -> the cell with a total word; columns in which most cells have one are ignored."""
    candidates: dict[int, TotalCandidate] = {}
    names = [c.name for c in kind.readable if c.type in WORDED and c.name not in FREE_TEXT]
    for name in (*IDS, *(name for name in names if name not in IDS)):
        if name in sheet.cells and not sheet.head.wide:
            for place, candidate in _of_column(sheet, name):
                candidates.setdefault(place, candidate)
    for place, candidate in _of_unmapped(sheet):
        candidates.setdefault(place, candidate)
    return dict(sorted(candidates.items()))


def _of_column(sheet: RawTable, name: str) -> Iterable[tuple[int, TotalCandidate]]:
    cells = sheet.cells[name]
    codes = speaking(cells.raw)
    if not codes:
        return []
    places = np.flatnonzero(np.isin(cells.index, codes))
    if _is_common(len(places), len(sheet.rows)):
        return []
    known = {normalized(text): code for code, text in enumerate(cells.raw.to_pylist())}
    by_code = {code: _candidate(name, cells.raw[code].as_py(), known) for code in codes}
    return [(place, by_code[int(cells.index[place])]) for place in places.tolist()]


def _candidate(column: str, text: str, known: dict[str, int]) -> TotalCandidate:
    if is_named_total(text):
        return TotalCandidate(column, text, "word")
    form = "last" if says_total(text) else "first"
    return TotalCandidate(column, text, form, known.get(normalized(whose_total(text)), -1))


def _of_unmapped(sheet: RawTable) -> Iterable[tuple[int, TotalCandidate]]:
    """Place and cell of the total words in columns that are not mapped."""
    for column in {part.column for part in sheet.elsewhere}:
        parts = [part for part in sheet.elsewhere if part.column == column]
        rows = np.concatenate([part.rows for part in parts])
        texts = [text for part in parts for text in part.texts]
        if _is_common(len(rows), len(sheet.rows)):
            continue
        header = sheet.head.header.cells[column]
        at = np.searchsorted(sheet.rows, rows)
        for place, row, text in zip(at.tolist(), rows.tolist(), texts, strict=True):
            if place < len(sheet.rows) and sheet.rows[place] == row:
                yield place, _candidate(header, text, {})


def _is_common(times: int, of: int) -> bool:
    """Whether more cells have a total word than there can be totals: one a record, one of all."""
    return times > of / 2 + 2
