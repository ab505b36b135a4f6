"""One worksheet of a workbook that is one XML file: what it holds, as text by row and column."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from math import isfinite

from data.ingest.files.workbooks import signs, zeros
from data.ingest.files.workbooks.cell_text import number, written
from data.ingest.files.workbooks.facts import NO_RESULT, Area, Facts

FIRST_DAY = date(1899, 12, 31)
"""The day of what is a time only."""
Attributes = Mapping[str, str]


@dataclass
class Table:
    """One worksheet. `cells`: row -> column -> text, from 0; `areas`: first and last row, first and
    last column of merged cells."""

    name: str
    is_visible: bool = True
    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    areas: list[Area] = field(default_factory=list)
    facts: Facts = field(default_factory=Facts)

    def put(self, row: int, column: int, text: str, attributes: Attributes) -> None:
        """A cell and its text; `attributes`: of its element. One without anything is not kept."""
        if row < 0 or column < 0:
            raise ValueError(f"{row}, {column}")
        if not text and "Formula" not in attributes:
            return
        self.facts.reach(row, column, has_value=text != "")
        self.cells.setdefault(row, {})[column] = text or NO_RESULT
        down = int(attributes.get("MergeDown", 0))
        across = int(attributes.get("MergeAcross", 0))
        if text and (down > 0 or across > 0):
            self.areas.append((row, row + down, column, column + across))

    @property
    def _left(self) -> int:
        return min((min(row) for row in self.cells.values()), default=0)

    @property
    def width(self) -> int:
        """Columns from the first to the last that hold something."""
        return self.facts.last_column - self._left

    @property
    def merged(self) -> list[Area]:
        """Its merged cells, columns counted as in `rows`."""
        left = self._left
        return [(top, end, first - left, last - left) for top, end, first, last in self.areas]

    def rows(self) -> Iterator[list[str]]:
        """Every row from the first of the sheet to the last that holds something."""
        columns = range(self._left, self.facts.last_column)
        for place in range(self.facts.last_row):
            row = self.cells.get(place, {})
            yield [row.get(column, "") for column in columns]

    def head(self, count: int) -> list[list[str]]:
        """The first rows that hold something, cut short."""
        left = self._left
        columns = range(left, min(self.facts.last_column, left + 12))
        rows = [self.cells[place] for place in sorted(self.cells)[:count]]
        return [[row.get(column, "")[:60] for column in columns] for row in rows]


def text_of(kind: str, text: str, pattern: str | None) -> str:
    """A value as written for a `kind` of data: Number | DateTime | Boolean | String | Error.

    `pattern`: how its style shows numbers with zeros, or a currency, before them. What is not of
    its kind stays as it stands.
    """
    match kind:
        case "Number":
            return _number(text.strip(), pattern)
        case "DateTime":
            return _moment(text.strip())
        case "Boolean":
            return "TRUE" if text.strip() in ("1", "true", "True", "TRUE") else "FALSE"
    return text


def _number(text: str, pattern: str | None) -> str:
    try:
        value = float(text)
    except ValueError:
        return text
    if not isfinite(value):
        return text
    plain = text if text.isdecimal() else number(value)  # whole numbers keep all their digits
    if pattern is None:
        return plain
    if pattern.startswith(signs.MARK):
        return signs.shown(pattern, plain)
    return zeros.shown(pattern, value) or plain


def _moment(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return written(moment.time() if moment.date() == FIRST_DAY else moment)
