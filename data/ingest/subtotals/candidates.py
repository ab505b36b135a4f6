"""Records with a total word in any cell, of a mapped column or of an unmapped one."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.catalogue import Kind
from data.ingest import context
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
    Acme"). `code`: of the different cells of the column `named_in`, its own where that is "", the
    one that holds this name alone, else -1.
    """

    column: str
    text: str
    form: str
    code: int = -1
    named_in: str = ""

    def code_in(self, column: str) -> int | None:
        """The cell of a column that it is the total of; None where its row's own cell is."""
        if column == (self.named_in or self.column):
            return self.code
        return -1 if column == self.column else None

    @property
    def is_known(self) -> bool:
        return self.code >= 0

    @property
    def is_doubtful(self) -> bool:
        """Whether it has a name beside the word, and no other cell has that name."""
        return self.form != "word" and not self.is_known


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
    if context.reads_at(context.MEANING):
        candidates |= _named_elsewhere(sheet, candidates)
    return dict(sorted(candidates.items()))


def _named_elsewhere(
    sheet: RawTable, candidates: Mapping[int, TotalCandidate]
) -> dict[int, TotalCandidate]:
    """The candidates with a name that another column has: "Acme Total" among the order numbers."""
    doubtful = {p: c for p, c in candidates.items() if c.is_doubtful}
    names = {place: whose_total(c.text).casefold() for place, c in doubtful.items()}
    known: dict[int, TotalCandidate] = {}
    for column in IDS:
        if column not in sheet.cells or not names:
            continue
        texts = pc.utf8_lower(pc.utf8_trim_whitespace(sheet.cells[column].raw))
        hits = np.flatnonzero(pc.is_in(texts, value_set=pa.array(sorted({*names.values()}))))
        code_of = dict(zip(texts.take(pa.array(hits)).to_pylist(), hits.tolist(), strict=True))
        for place, name in names.items():
            if name in code_of and place not in known:
                known[place] = replace(doubtful[place], code=code_of[name], named_in=column)
    return known


def _of_column(sheet: RawTable, name: str) -> Sequence[tuple[int, TotalCandidate]]:
    cells = sheet.cells[name]
    codes = speaking(cells.raw)
    if not codes:
        return []
    places = np.flatnonzero(np.isin(cells.index, codes)).tolist()
    if not context.reads_at(context.MEANING) and _is_common(len(places), len(sheet.rows)):
        return []
    known = {normalized(text): code for code, text in enumerate(cells.raw.to_pylist())}
    by_code = {code: _candidate(name, cells.raw[code].as_py(), known) for code in codes}
    pairs = [(place, by_code[int(cells.index[place])]) for place in places]
    return _not_common(sheet, pairs)


def _not_common(
    sheet: RawTable, pairs: Sequence[tuple[int, TotalCandidate]]
) -> Sequence[tuple[int, TotalCandidate]]:
    """The candidates of one column; none where there are more of them than totals. The later reader
    leaves aside what may be a company and has several rows ("Total Energies")."""
    if context.reads_at(context.MEANING):
        times = Counter(candidate.text for _place, candidate in pairs if candidate.is_doubtful)
        pairs = [(place, c) for place, c in pairs if times[c.text] < 2]
    return [] if _is_common(len(pairs), len(sheet.rows)) else pairs


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
        if not context.reads_at(context.MEANING) and _is_common(len(rows), len(sheet.rows)):
            continue
        texts = [text for part in parts for text in part.texts]
        header = sheet.head.header.cells[column]
        at = np.searchsorted(sheet.rows, rows)
        yield from _not_common(
            sheet,
            [
                (place, _candidate(header, text, {}))
                for place, row, text in zip(at.tolist(), rows.tolist(), texts, strict=True)
                if place < len(sheet.rows) and sheet.rows[place] == row
            ],
        )


def _is_common(times: int, of: int) -> bool:
    """Whether more cells have a total word than there can be totals: one a record, one of all."""
    return times > of / 2 + 2
