"""Records that say total in a cell, whichever it is: in a column of ours or in one that is none."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from data.catalogue import Kind
from data.ingest.rows.raw_table import RawTable
from data.ingest.values.header_text import normalized
from data.ingest.values.total_words import is_named_total, says_total, speaking, whose_total

IDS = ("order_id", "invoice_no", "line_id", "account_id", "account_name")
"""Where a record says what and whose it is."""
SILENT = frozenset({"note", "reason", "competitor", "status"})
"""Columns in which people write whatever they like."""
SPOKEN = frozenset({"text", "id", "choice"})


@dataclass(frozen=True)
class TotalCandidate:
    """A cell that says total: its column (a header where it is none of ours) and text.

    `form`: the "word" alone, with a name before it ("last") or behind it ("first"); `code` is that
    of the same name among the cells of the column, where it `is_known` there.
    """

    column: str
    text: str
    form: str
    code: int = -1

    @property
    def is_known(self) -> bool:
        return self.code >= 0


def said(sheet: RawTable, kind: Kind) -> dict[int, TotalCandidate]:
    """Place -> what says total there; a column in which nearly all do so says nothing."""
    found: dict[int, TotalCandidate] = {}
    names = [c.name for c in kind.readable if c.type in SPOKEN and c.name not in SILENT]
    for name in (*IDS, *(name for name in names if name not in IDS)):
        if name in sheet.cells and not sheet.head.wide:
            for place, own in _of_column(sheet, name):
                found.setdefault(place, own)
    for place, own in _elsewhere(sheet):
        found.setdefault(place, own)
    return dict(sorted(found.items()))


def _of_column(sheet: RawTable, name: str) -> Iterable[tuple[int, TotalCandidate]]:
    cells = sheet.cells[name]
    codes = speaking(cells.raw)
    if not codes:
        return []
    places = np.flatnonzero(np.isin(cells.index, codes))
    if _is_common(len(places), len(sheet.rows)):
        return []
    known = {normalized(text): code for code, text in enumerate(cells.raw.to_pylist())}
    told = {code: _said(name, cells.raw[code].as_py(), known) for code in codes}
    return [(place, told[int(cells.index[place])]) for place in places.tolist()]


def _said(column: str, text: str, known: dict[str, int]) -> TotalCandidate:
    if is_named_total(text):
        return TotalCandidate(column, text, "word")
    form = "last" if says_total(text) else "first"
    return TotalCandidate(column, text, form, known.get(normalized(whose_total(text)), -1))


def _elsewhere(sheet: RawTable) -> Iterable[tuple[int, TotalCandidate]]:
    """What columns say that are none of ours."""
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
                yield place, _said(header, text, {})


def _is_common(times: int, of: int) -> bool:
    """Whether more say so than there could be totals: one for each record, and one of all."""
    return times > of / 2 + 2
