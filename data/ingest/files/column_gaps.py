"""Where the columns of a table stand whose cells are aligned by spaces.

Where a rule of dashes stands below the header (sqlcmd, SQL*Plus), its groups are the columns. Else
a column ends where the header and all rows leave a gap; a gap of one space may as well stand inside
of a name ("Order No"), and then the headers that are known decide.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, product, takewhile

from data.ingest.files.drawn_tables import is_rule
from data.ingest.files.page_columns import Columns, Measure, Span, grid_of, with_edges
from data.ingest.files.sheet_groups import KnownHeaders

FITTING = 0.8
"""Of the rows so many must fit the columns."""
OPEN = 6
"""The most gaps of one space that are tried as ends of columns."""
LEAST_KNOWN = 3
"""So many headers must be known where no gap is wider than one space."""
NOTES = 2
"""So many lines at the end of a table may be notes that do not fit."""
WIDE = "  "
_GROUPS = re.compile(r"[-=]+")


def by_rule(header: str, below: Sequence[str], measure: Measure) -> Columns | None:
    """The columns that the groups of a rule below the header show, where most rows fit them."""
    rule = below[0] if below else ""
    spans = tuple(match.span() for match in _GROUPS.finditer(rule))
    if len(spans) < 2 or not set(rule) <= set("-= ") or not is_rule(rule.strip()):
        return None
    return _fitting(Columns(spans, measure), header, _body(below[1:]))


def _fitting(columns: Columns, header: str, rows: Sequence[str]) -> Columns | None:
    """The columns with the edges of their cells, where most rows have these."""
    exact = with_edges(columns, header, rows)
    fitting = sum(exact.split(row) is not None for row in rows)
    is_table = exact.split(header) is not None and fitting >= FITTING * len(rows)
    return exact if is_table and rows else None


def by_gaps(
    header: str, below: Sequence[str], measure: Measure, known_headers: KnownHeaders
) -> Columns | None:
    """The columns that gaps in all rows show; None where they show none, or several ways."""
    rows = _body(below[1:] if below and is_rule(below[0].strip()) else below)
    if any('"' in row for row in rows):
        return None
    for count in range(len(rows), max(len(rows) - NOTES - 1, 0), -1):
        spans = _Segments(header, rows[:count], measure).columns(known_headers)
        columns = _fitting(Columns(spans, measure), header, rows[:count]) if spans else None
        if columns:
            return columns
    return None


def _body(below: Sequence[str]) -> list[str]:
    """The rows of a table down to the first blank line or rule."""
    return list(takewhile(lambda line: line.strip() and not is_rule(line.strip()), below))


class _Segments:
    """The stretches of a page in which the header or a row has something."""

    def __init__(self, header: str, rows: Sequence[str], measure: Measure) -> None:
        self.header = grid_of(header, measure)
        self.rows = [grid_of(row, measure) for row in rows]
        used = [self._is_used(at) for at in range(max(map(len, (self.header, *self.rows))))]
        edges = [at for at, (a, b) in enumerate(pairwise([False, *used, False])) if a != b]
        self.spans = list(zip(edges[::2], edges[1::2], strict=True))

    def _is_used(self, at: int) -> bool:
        return any(at < len(g) and g[at] != " " for g in (self.header, *self.rows))

    def columns(self, known_headers: KnownHeaders) -> tuple[Span, ...] | None:
        """The columns: of the ways to take gaps of one space the one with most known headers; of
        equally good ones that with the fewest columns, where wider gaps show that it is a table."""
        gaps = [b - a for (_s, a), (b, _e) in pairwise(self.spans)]
        if sum(gap == 1 for gap in gaps) > OPEN or not gaps:
            return None
        ways = [way for way in self._ways(gaps) if len(way) > 1 and self._is_table(way)]
        scores = [(known_headers([self._name(s) for s in way]), -len(way)) for way in ways]
        best = max(scores, default=(0, 0))
        is_clear = scores.count(best) == 1 and (max(gaps) > 1 or best[0] >= LEAST_KNOWN)
        return ways[scores.index(best)] if is_clear else None

    def _ways(self, gaps: Sequence[int]) -> Iterator[tuple[Span, ...]]:
        """Every way to take each gap of one space as a gap or as part of a name."""
        for ends in product(*[(True, False) if gap == 1 else (True,) for gap in gaps]):
            begins = [0, *(at for at, is_end in enumerate(ends, 1) if is_end), len(self.spans)]
            yield tuple((self.spans[a][0], self.spans[b - 1][1]) for a, b in pairwise(begins))

    def _is_table(self, spans: Sequence[Span]) -> bool:
        """Whether each column has a name (the first may have none), and none that lacks a name or
        rows stands so near to another one that it may be part of it."""
        for place, (begin, end) in enumerate(spans):
            name = self._name((begin, end))
            has_rows = any("".join(row[begin:end]).strip() for row in self.rows)
            near = [place > 0 and begin - spans[place - 1][1] == 1]
            near.append(place + 1 < len(spans) and spans[place + 1][0] - end == 1)
            is_part = any(near) or (place > 0 and not name)
            if (is_part and not (name and has_rows)) or WIDE in name or self._is_two(begin, end):
                return False
        return True

    def _is_two(self, begin: int, end: int) -> bool:
        """Whether most rows have a wide gap inside of a column: it may be two."""
        cells = ["".join(row[begin:end]).strip() for row in self.rows]
        return sum(WIDE in cell for cell in cells) * 2 > len(cells)

    def _name(self, span: Span) -> str:
        return "".join(self.header[slice(*span)]).strip()
