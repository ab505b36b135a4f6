"""Recognises rows that are no records by their words: totals, subtotals, footers."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.columns.dictionary_column import Ints
from data.ingest import context
from data.ingest.values.dates import is_date
from data.ingest.values.numbers import is_number
from data.ingest.values.total_vocabulary import (
    FIRST,
    WORD,
    TotalText,
    is_balance,
    may_be_total,
    may_be_totals,
    total_text,
)

MARKS = ",;\t|"
END_OF_FILE = "\x1a"
"""What old systems put behind the last record."""

_TOTAL = re.compile(
    r"(?:grand|overall|report|general|running|cumulative|page)?\s*(?:sub|sum)?[\s-]?totals?"
    r"(?:\s*[:：])?"
    r"|(?:sum|summe|gesamt|gesamtsumme|gesamtergebnis|zwischensumme|somme|sous-total|totale"
    r"|totaal|subtotaal|suma)\s*[:：]?"
    r"|(?:本[页頁]|本[日月年]|全部)?\s*(?:合\s*[计計]|小\s*[计計]|[总總]\s*[计計]|累\s*[计計]|共\s*[计計]|[总總]\s*和"
    r"|[总總]\s*合\s*[计計])\s*[:：]?",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:grand |sub)?totals?(?:\s*[:：]|\s+(?:for|of)\s++(?P<of>.*))"
    r"|sum of (?P<sum_of>.+)"
    r"|(?P<word_last>\S++(?:[^\S\n]++\S++)*?)\s++(?:grand |sub)?totals?\s*+[:：]?"
    r"|(?P<chinese>\S(?:[^\S\n]*+\S)*?)\s*+(?:小\s*+[计計]|[合总總累共]\s*+[计計])\s*+[:：]?",
    re.IGNORECASE,
)
_FIRST = re.compile(r"(?:grand |sub)?totals?\s++(.+)", re.IGNORECASE)
_STEMS = ("tota", "sum", "somm", "gesamt", "计", "計", "总", "總")
"""Every total word contains one of these."""
_STEM = "(?i)" + "|".join(_STEMS)
_SUB = re.compile(r"sub|小\s*[计計]", re.IGNORECASE)
_NOTES = re.compile(
    r"printed|generated|created (?:by|on|at)|exported|source:|page \d|end of (?:report|file|list)"
    r"|report |\(?\d+ (?:rows?|records?|lines?)"
    r"|打印|制表|导出|制单|审核|第\s*\d+\s*页|共\s*\d+\s*[条行页]|数据来源|备注[:：]",
    re.IGNORECASE,
)

_NOTE_SIGNS = re.compile(r"[:：\d]|\b(?:by|on|at|from|of)\b|人|日期|条|页", re.IGNORECASE)


@dataclass(frozen=True)
class Total:
    """A total row: its record number, how many records were taken before it, its cells."""

    row: int
    before: int
    cells: Sequence[str]

    def moved(self, before: int) -> "Total":
        """The same row after records before it were left out."""
        return Total(self.row, before, self.cells)

    @property
    def is_sub(self) -> bool:
        return any(_SUB.search(c) or _is_subtotal(c) for c in self.cells)

    @property
    def is_average(self) -> bool:
        """Whether its numbers are averages, which no sum agrees with."""
        known = filter(None, map(_of_vocabulary, self.cells))
        return any(word.kind == "average" for word in known)


def _is_subtotal(cell: str) -> bool:
    known = _of_vocabulary(cell)
    return known is not None and (known.kind == "subtotal" or known.form != WORD)


def is_total(cells: Sequence[str], anchor: int) -> bool:
    """Whether a record is a total: the word first, nothing but numbers after it, and no date."""
    filled = [c.strip() for c in cells if c.strip()]
    if not filled or len(filled) == len(cells) > 2:
        return False
    if not is_bare_total(filled) or _is_balance(filled[0]):
        return False
    date = cells[anchor].strip() if 0 <= anchor < len(cells) else ""
    return not date or date == filled[0]


def is_bare_total(filled: Sequence[str]) -> bool:
    """Whether filled cells are a total word and nothing but numbers."""
    return says_total(filled[0]) and all(is_number(c) or is_named_total(c) for c in filled[1:])


def is_named_total(text: str) -> bool:
    """Whether a cell is the word for a total and nothing else."""
    if _TOTAL.fullmatch(text.strip()):
        return True
    known = _of_vocabulary(text)
    return known is not None and known.form == WORD


def names_a_sum(cell: str) -> bool:
    """Whether the word of a total row is one for a sum, not for a balance or an average."""
    known = _of_vocabulary(cell)
    return known is None or not (known.kind == "average" or is_balance(cell))


def _is_balance(cell: str) -> bool:
    """Whether a row of this word is asked about although it has no date: a balance is no sum."""
    return context.reads_at(context.MEANING) and is_balance(cell)


def _of_vocabulary(cell: str) -> TotalText | None:
    """The total word of a cell in any language: the first level of the reader knew a few."""
    return total_text(cell) if context.reads_at(context.MEANING) else None


def whose_total(cell: str) -> str:
    """The name beside the total word: "Acme" of "Acme Total" or "Total Acme"; "" without one."""
    text = cell.strip()
    named = _NAMED.fullmatch(text) or _FIRST.fullmatch(text)
    if named:
        return next((part.strip() for part in named.groups() if part), "")
    known = _of_vocabulary(text)
    return known.name if known else ""


def speaking(texts: pa.Array) -> list[int]:
    """The places of the texts with a total word, alone or before or behind a name."""
    if context.reads_at(context.MEANING):
        places = may_be_totals(texts)
        pairs = zip(places.tolist(), texts.take(pa.array(places)).to_pylist(), strict=True)
        likely = ((place, text) for place, text in pairs if may_be_total(text))
        return [place for place, text in likely if total_text(text) or is_of_first_level(text)]
    return _of_first_level(texts)


def _of_first_level(texts: pa.Array) -> list[int]:
    begin, end = texts.offset, texts.offset + len(texts)
    offsets = np.frombuffer(texts.buffers()[1] or b"", np.int32)
    if not len(texts) or offsets[begin] == offsets[end]:
        return []
    letters = texts.buffers()[2].slice(offsets[begin], offsets[end] - offsets[begin])
    small = letters.to_pybytes().lower()
    if not any(_holds(small, stem.encode()) for stem in _STEMS):
        return []
    hits = np.flatnonzero(pc.match_substring_regex(texts, _STEM).fill_null(False))
    pairs = zip(hits.tolist(), texts.take(pa.array(hits)).to_pylist(), strict=True)
    return [at for at, text in pairs if is_of_first_level(text)]


def is_of_first_level(cell: str) -> bool:
    """Whether the first level of the reader knew a cell for a total, or for what may be one."""
    text = cell.strip()
    return bool(_TOTAL.fullmatch(text) or _NAMED.fullmatch(text) or _FIRST.fullmatch(text))


def _holds(text: bytes, stem: bytes) -> bool:
    """Whether a stem is in a long text: one byte is found ten times as fast as several."""
    return all(bytes([byte]) in text for byte in stem) and stem in text


def reads_like_a_record(text: str, width: int) -> bool:
    """Whether one cell is a record after all, with another character between its cells."""
    for mark in MARKS:
        parts = [part.strip() for part in text.split(mark)]
        if len(parts) >= min(width, 3) and any(p and (is_number(p) or is_date(p)) for p in parts):
            return True
    return False


def says_total(cell: str) -> bool:
    """Whether a cell is a total word, or one beside a name where no company is called so."""
    text = cell.strip()
    if _TOTAL.fullmatch(text) or _NAMED.fullmatch(text):
        return True
    known = _of_vocabulary(text)
    return known is not None and known.form != FIRST


def is_footer(filled: Sequence[str]) -> bool:
    """Whether the filled cells of a record are a note that programs put below their data."""
    if list(filled) == [END_OF_FILE]:
        return True
    are_notes = len(filled) <= 2 or all(re.search("[:：]", c) or _NOTES.match(c) for c in filled)
    return are_notes and bool(_NOTES.match(filled[0]))


def may_be_names(filled: Sequence[str]) -> bool:
    """Whether cells that begin as notes do may be a company and its town, "Printed Circuits Ltd":
    no person, day or page is named."""
    return not any(_NOTE_SIGNS.search(cell) for cell in filled)


def reads_like_a_note(text: str, after_gap: bool, is_list: bool) -> bool:
    """Whether one cell below the data is a note: no piece of a record that broke in two, and no
    name in a list of accounts."""
    if '"' in text or text[0].islower():
        return False
    return after_gap or (not is_list and (len(text.split()) > 2 or bool(re.search("[:：]", text))))


@dataclass(frozen=True)
class TotalWords:
    """Cells with a total word in an unmapped column: the column's place, their rows and texts."""

    column: int
    rows: Ints
    texts: list[str]


def spoken_elsewhere(
    columns: Sequence[pa.Array], ours: Iterable[int], rows: Ints
) -> list[TotalWords]:
    """The cells with a total word in the unmapped columns; `ours`: the places of mapped ones."""
    mapped = set(ours)
    cells = []
    for place, column in enumerate(columns):
        if place in mapped or not pa.types.is_dictionary(column.type):
            continue
        if codes := speaking(column.dictionary):
            hits = np.flatnonzero(np.isin(column.indices.to_numpy(zero_copy_only=False), codes))
            texts = column.take(pa.array(hits)).to_pylist()
            cells.append(TotalWords(place, rows[hits], texts))
    return cells
