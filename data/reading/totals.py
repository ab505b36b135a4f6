"""Rows that are no records: totals, subtotals, footers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.reading.values.dates import is_date
from data.reading.values.numbers import is_number

MARKS = ",;\t|"
END_OF_FILE = "\x1a"
"""What old systems put behind the last record."""

_TOTAL = re.compile(
    r"(?:grand|overall|report|general)?\s*(?:sub|sum)?[\s-]?totals?(?:\s*[:：])?"
    r"|(?:sum|summe|gesamt|gesamtsumme|gesamtergebnis|somme|totale|totaal|suma)\s*[:：]?"
    r"|(?:合\s*计|小\s*计|总\s*计|总\s*和|本页合计)\s*[:：]?",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:grand |sub)?totals?(?:\s*[:：]| for .*| of .*)"
    r"|.+ (?:sub)?total\s*[:：]?|.+(?:小计|合计)\s*[:：]?",
    re.IGNORECASE,
)
_SUB = re.compile(r"sub|小\s*计", re.IGNORECASE)
_NOTES = re.compile(
    r"printed|generated|created (?:by|on|at)|exported|source:|page \d|end of (?:report|file|list)"
    r"|report |\(?\d+ (?:rows?|records?|lines?)"
    r"|打印|制表|导出|制单|审核|第\s*\d+\s*页|共\s*\d+\s*[条行页]|数据来源|备注[:：]",
    re.IGNORECASE,
)


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
        return any(_SUB.search(c) for c in self.cells)


def is_total(cells: Sequence[str], anchor: int) -> bool:
    """Whether a record is a total: the word first, nothing but numbers after it, and no date."""
    filled = [c.strip() for c in cells if c.strip()]
    if not filled or len(filled) == len(cells) > 2:
        return False
    if not says_total(filled[0]) or not all(
        is_number(c) or _TOTAL.fullmatch(c) for c in filled[1:]
    ):
        return False
    date = cells[anchor].strip() if 0 <= anchor < len(cells) else ""
    return not date or date == filled[0]


def is_named_total(text: str) -> bool:
    """Whether a cell is the word for a total and nothing else."""
    return bool(_TOTAL.fullmatch(text.strip()))


def reads_like_a_record(text: str, width: int) -> bool:
    """Whether one cell is a record after all, with another character between its cells."""
    for mark in MARKS:
        parts = [part.strip() for part in text.split(mark)]
        if len(parts) >= min(width, 3) and any(p and (is_number(p) or is_date(p)) for p in parts):
            return True
    return False


def says_total(cell: str) -> bool:
    """Whether a cell is the word that heads a total."""
    text = cell.strip()
    return bool(_TOTAL.fullmatch(text) or _NAMED.fullmatch(text))


def is_footer(filled: Sequence[str]) -> bool:
    """Whether the filled cells of a record are a note that programs put below their data."""
    if list(filled) == [END_OF_FILE]:
        return True
    return len(filled) <= 2 and bool(_NOTES.match(filled[0]))


def reads_like_a_note(text: str, after_gap: bool, is_list: bool) -> bool:
    """Whether one cell below the data is a note: no piece of a record that broke in two, and no
    name in a list of accounts."""
    if '"' in text or text[0].islower():
        return False
    return after_gap or (not is_list and (len(text.split()) > 2 or bool(re.search("[:：]", text))))
