"""The cells of a line by the columns of a page in which they stand."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from data.ingest.files.drawn_tables import is_rule
from data.ingest.values.dates import is_date
from data.ingest.values.numbers import is_number

WIDE = "  "
"""What no cell has inside of it: something else may stand there."""
NOTHING = (-1, 0)
"""The edges of a blank cell."""
HANGING = "-)%"
"""Signs behind a number that may hang over the edge of its column."""
MOST = 0.6
"""A column of values has so many of them among its cells."""
SHARE = 0.2
"""Of the cells of a column so many must begin, or end, at a place that counts as its edge."""
Span = tuple[int, int]
Grid = list[str]
Measure = Callable[[str], int]
"""How many columns of the page a sign takes."""


@dataclass(frozen=True)
class Columns:
    """Where the columns of a table stand, in the measure of its signs; the last one is open.

    `edges`: of each column the places where its cells begin, or where they end; `are_values`:
    whether they are numbers or dates. A text elsewhere, or beside a number, may be part of the cell
    next to it, which is too long for its column.
    """

    spans: tuple[Span, ...]
    measure: Measure
    edges: tuple[frozenset[int], ...] = ()
    are_values: tuple[bool, ...] = ()

    def cells(self, line: str) -> list[str]:
        """The cells of a row; the whole line as one where it is none, nothing of a blank one."""
        text = line.strip()
        return (self.split(line.rstrip()) or [text]) if text else []

    def split(self, text: str) -> list[str] | None:
        """The cells of a row; None where a text stands across or between two columns."""
        if is_rule(text.strip()) or "\t" in text:
            return None
        grid = grid_of(text, self.measure)
        cuts = self._cuts(grid)
        if cuts is None:
            return None
        cells = ["".join(grid[a:b]).strip() for a, b in cuts]
        fits = self._fits if self.edges else _is_plain
        places = enumerate(_edges(grid, cut) for cut in cuts)
        return cells if all(fits(cells[at], at, edges) for at, edges in places) else None

    def _fits(self, cell: str, place: int, edges: tuple[int, int]) -> bool:
        """Whether a cell stands in its column as the others do."""
        if not cell or WIDE in cell:
            return not cell
        is_mixed = not _is_value(cell) and any(map(_is_value, cell.split()))
        begin, end = edges
        ends = (begin, end, end + 1) if cell[-1] in HANGING else edges
        is_there = bool(self.edges[place] & set(ends))
        return is_there and not (is_mixed and self.are_values[place])

    def _cuts(self, grid: Grid) -> list[Span] | None:
        """Where each cell of a row begins and ends; None where two cannot be told apart."""
        cuts = [0]
        for (_start, end), (begin, _end) in pairwise(self.spans):
            cut = _cut(grid, end, begin)
            if cut is None:
                return None
            cuts.append(cut)
        return list(pairwise([*cuts, max(len(grid), cuts[-1])]))

    def edges_of(self, text: str) -> list[tuple[int, int]] | None:
        """Where the text of each cell of a row begins and ends."""
        grid = grid_of(text, self.measure)
        cuts = self._cuts(grid)
        return None if cuts is None else [_edges(grid, cut) for cut in cuts]


def grid_of(text: str, measure: Measure) -> Grid:
    """The signs of a line by columns of the page; what a wide one takes besides its first is ""."""
    return [part for sign in text for part in (sign, *[""] * (measure(sign) - 1))]


def with_edges(columns: Columns, header: str, rows: Sequence[str]) -> Columns:
    """The columns with the edges that the header and the rows show."""
    lines = [places for line in (header, *rows) if (places := columns.edges_of(line))]
    cells = [row for line in rows if (row := columns.split(line))]
    are_values = tuple(
        sum(map(_is_value, filter(None, column))) >= MOST * sum(map(bool, column)) > 0
        for column in zip(*cells, strict=True)
    )
    edges = tuple(map(_common, zip(*lines, strict=True)))
    return replace(columns, edges=edges, are_values=are_values or (False,) * len(edges))


def _common(places: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The commonest edges of a column, on the side on which more cells have the same one (or both),
    and those of its header, which comes first."""
    filled = [edges for edges in places if edges != NOTHING]
    sides = [Counter(side) for side in zip(*filled, strict=True)]
    most = max((times for side in sides for times in side.values()), default=0)
    least = max(2, SHARE * len(filled))
    chosen = [side for side in sides if max(side.values()) == most]
    common = (at for side in chosen for at, times in side.items() if times >= least)
    return frozenset((*common, *places[0]))


def _edges(grid: Grid, cut: Span) -> tuple[int, int]:
    used = [at for at in range(*cut) if at < len(grid) and grid[at] != " "]
    return (used[0], -used[-1] - 1) if used else NOTHING


def _is_plain(cell: str, _place: int, _edges: tuple[int, int]) -> bool:
    """Whether nothing else may stand inside of a cell."""
    return WIDE not in cell


def _is_value(cell: str) -> bool:
    """Whether a cell is a number or a date, which may stand anywhere in its column."""
    return is_number(cell) or is_date(cell)


def _cut(grid: Grid, end: int, begin: int) -> int | None:
    """Where a row has its gap between two columns, into which one of the two cells may reach: what
    reaches into it must go on from its column, and may not leave one space only, as a name would.
    """
    used = [at < len(grid) and grid[at] != " " for at in range(end - 1, begin + 1)]
    blank = [at for at, is_used in enumerate(used[1:-1]) if not is_used]
    if not blank or blank[-1] - blank[0] + 1 != len(blank):
        return None
    reaches = used[1] and begin - end > 1, used[-2] and begin - end > 1
    is_broken = (reaches[0] and not used[0]) or (reaches[1] and not used[-1])
    is_narrow = reaches[0] and len(blank) == 1 and used[-1]
    return None if all(reaches) or is_broken or is_narrow else end + blank[0]
