"""Rows that are no records: totals, subtotals, footers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.reading.numbers import is_number

_TOTAL = re.compile(
    r"(?:grand|overall|report|general)?\s*(?:sub|sum)?[\s-]?totals?(?:\s*[:：])?"
    r"|(?:sum|summe|gesamt)\s*[:：]?"
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
    named = _TOTAL.fullmatch(filled[0]) or _NAMED.fullmatch(filled[0])
    if not named or not all(is_number(c) or _TOTAL.fullmatch(c) for c in filled[1:]):
        return False
    date = cells[anchor].strip() if 0 <= anchor < len(cells) else ""
    return not date or date == filled[0]


def is_footer(filled: Sequence[str]) -> bool:
    """Whether the filled cells of a record are a note that programs put below their data."""
    return len(filled) <= 2 and bool(_NOTES.match(filled[0]))
