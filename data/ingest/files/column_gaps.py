"""Where the columns of a table stand whose cells are aligned by spaces.

Where a rule of dashes stands below the header (sqlcmd, SQL*Plus), its groups are the columns. Else
a column ends where the header and all rows leave a gap; a gap of one space may as well stand inside
of a name ("Order No"), and then the headers that are known decide.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product, takewhile

from data.ingest.files.drawn_tables import is_rule
from data.ingest.files.page_columns import (
    NOTHING,
    Columns,
    Grid,
    Measure,
    Span,
    grid_of,
    with_edges,
)
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


@dataclass(frozen=True)
class Table:
    """Columns, how many of their headers are known, and how many rows fit them; `is_ruled`: a rule
    shows them; not `is_clear`: nothing but single spaces shows where texts end."""

    columns: Columns
    known: int
    fitting: int
    is_ruled: bool = False
    is_clear: bool = True

    @property
    def score(self) -> tuple[int, bool, int]:
        """The better table has the higher one."""
        return self.known, self.is_ruled, self.fitting


def by_rule(
    header: str, below: Sequence[str], measure: Measure, known_headers: KnownHeaders
) -> Table | None:
    """The table whose columns are the groups of a rule below the header."""
    rule = below[0] if below else ""
    spans = tuple(match.span() for match in _GROUPS.finditer(rule))
    if len(spans) < 2 or not set(rule) <= set("-= ") or not is_rule(rule.strip()):
        return None
    table = _table(Columns(spans, measure), header, _body(below[1:]), known_headers)
    return replace(table, is_ruled=True) if table else None


def by_gaps(
    header: str, below: Sequence[str], measure: Measure, known_headers: KnownHeaders
) -> Table | None:
    """The table whose columns end where all rows have gaps: of the ways to take gaps of one space
    the one with most known headers and fitting rows; None where several are as good."""
    has_rule = bool(below) and is_rule(below[0].strip())
    groups = [match.span() for match in _GROUPS.finditer(below[0])] if has_rule else []
    rows = _body(below[1:] if has_rule else below)
    if any('"' in row for row in rows):
        return None
    for count in range(len(rows), max(len(rows) - NOTES - 1, 0), -1):
        segments = _Segments(header, rows[:count], measure)
        ways = (s for s in segments.columns() if _agrees(s, groups, segments.header))
        tables = [
            t
            for w in ways
            if (t := _table(Columns(w, measure), header, rows[:count], known_headers))
        ]
        scores = [(*table.score, -len(table.columns.spans)) for table in tables]
        best = [t for t, score in zip(tables, scores, strict=True) if score == max(scores)]
        if len(best) == 1 and best[0].known >= segments.least_known:
            is_clear = bool(groups) or _are_apart(best[0].columns, rows[:count])
            return replace(best[0], is_clear=is_clear)
    return None


def _are_apart(columns: Columns, rows: Sequence[str]) -> bool:
    """Whether texts that stand next to each other have more than one space between them in half of
    the rows: a single one may stand inside of a name as well."""
    lines = [edges for row in rows if (edges := columns.edges_of(row))]
    for place, ((_begin, end), (begin, _end)) in enumerate(pairwise(columns.spans)):
        is_text = not (columns.are_values[place] or columns.are_values[place + 1])
        if is_text and begin - end == 1:
            both = ((line[place], line[place + 1]) for line in lines)
            gaps = [right[0] + left[1] for left, right in both if NOTHING not in (left, right)]
            if sum(gap > 1 for gap in gaps) * 2 < len(gaps):
                return False
    return True


def _agrees(spans: Sequence[Span], groups: Sequence[Span], header: Grid) -> bool:
    """Whether the groups of a rule, if there are several, underline nothing but the name of each
    column (PowerShell): wider ones are the columns themselves."""
    if len(groups) < 2:
        return True
    edges = (at for begin, end in groups for at in (begin, end - 1))
    are_names = all(at < len(header) and header[at] != " " for at in edges)
    both = zip(spans, groups, strict=False)
    return are_names and len(spans) == len(groups) and all(a <= at < b for (a, b), (at, _) in both)


def _table(
    columns: Columns, header: str, rows: Sequence[str], known_headers: KnownHeaders
) -> Table | None:
    """The columns with the edges of their cells, where most rows have these."""
    exact = with_edges(columns, header, rows)
    fitting = sum(exact.split(row) is not None for row in rows)
    names = exact.split(header)
    if names is None or not rows or fitting < FITTING * len(rows):
        return None
    return Table(exact, known_headers(names), fitting)


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
        self.gaps = [b - a for (_s, a), (b, _e) in pairwise(self.spans)]

    def _is_used(self, at: int) -> bool:
        return any(at < len(g) and g[at] != " " for g in (self.header, *self.rows))

    def columns(self) -> Iterator[tuple[Span, ...]]:
        """Every way to take each gap of one space as the end of a column or as part of a name."""
        if sum(gap == 1 for gap in self.gaps) > OPEN or not self.gaps:
            return
        for ends in product(*[(True, False) if gap == 1 else (True,) for gap in self.gaps]):
            begins = [0, *(at for at, is_end in enumerate(ends, 1) if is_end), len(self.spans)]
            spans = tuple((self.spans[a][0], self.spans[b - 1][1]) for a, b in pairwise(begins))
            if len(spans) > 1 and self._is_table(spans):
                yield spans

    @property
    def least_known(self) -> int:
        """How many headers must be known."""
        return 0 if max(self.gaps) > 1 else LEAST_KNOWN

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
