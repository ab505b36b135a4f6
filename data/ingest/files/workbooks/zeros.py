"""Numbers that a workbook shows with zeros before them: "00042" is kept as 42 with a format.

A format counts where it has two places for digits or more that are always filled, and nothing else
but letters, spaces and the like: 00000, "C"0000, 000-0000. Whoever reads the number alone loses
what people write and search for.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from data.ingest.files.workbooks import signs

T = TypeVar("T", int, str)
MOST = 10**15
"""A spreadsheet keeps fifteen digits of a number."""
_PART = re.compile(r'0|"[A-Za-z ._#-]*"|\\[A-Za-z ._#-]|[- ]|_.|\*.', re.DOTALL)
_PLACES = 2


def pattern(code: str) -> str | None:
    """What a number format shows: 0 for a digit, other signs as they are; None where it says more
    than that, or fills no places."""
    section = code.partition(";")[0]
    shown_as, at = "", 0
    while at < len(section):
        part = _PART.match(section, at)
        if part is None:
            return None
        token, at = part.group(), part.end()
        shown_as += "" if token[0] in "_*" else token.strip('"').removeprefix("\\")
    return shown_as if shown_as.count("0") >= _PLACES else None


def patterns(codes: Mapping[T, str], styles: Sequence[T]) -> dict[int, str]:
    """Style of cells -> its pattern, of zeros or of a currency, for those that have one; by the
    codes of number formats and the format of each style."""
    both = {number: pattern(code) or signs.of_format(code) for number, code in codes.items()}
    shown_by = {number: of for number, of in both.items() if of}
    return {place: shown_by[number] for place, number in enumerate(styles) if number in shown_by}


def shown(of: str, value: object) -> str | None:
    """A number as the pattern shows it; None for what is no whole number."""
    if isinstance(value, bool) or not isinstance(value, float | int):
        return None
    if not 0 <= value < MOST or value != int(value):
        return None
    places = of.count("0")
    digits = str(int(value)).zfill(places)
    over = len(digits) - places + 1
    rest = iter([digits[:over], *digits[over:]])
    return "".join(next(rest) if sign == "0" else sign for sign in of).strip()


@dataclass
class Zeros:
    """Which cells have such a pattern: for each column runs of rows, in the order of the rows."""

    columns: dict[int, list[tuple[int, int, str]]] = field(default_factory=dict)
    """Column -> (first row, last row, pattern), from 0."""

    def add(self, row: int, column: int, of: str) -> None:
        """A cell with a pattern, below those of its column before."""
        runs = self.columns.setdefault(column, [])
        if runs and runs[-1][2] == of and runs[-1][1] == row - 1:
            runs[-1] = runs[-1][0], row, of
        else:
            runs.append((row, row, of))

    def at(self, row: int, column: int) -> str | None:
        """The pattern of a cell."""
        runs = self.columns.get(column, [])
        place = bisect_right(runs, row, key=lambda run: run[0]) - 1
        return runs[place][2] if place >= 0 and row <= runs[place][1] else None
