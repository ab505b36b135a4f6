"""Which character stands between cells, found with quotes respected."""

import csv
from collections import Counter
from itertools import islice

from data.ingest import context
from data.ingest.files.records import records
from data.ingest.files.source import Source
from data.ingest.header.header_row import is_note
from data.ingest.header.matching import matches
from data.report import Question
from locales import _

NAMES = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
SPACE = " "
LEAST_SPACED = 3
"""Columns that spaces must make, the same on every line: two words may be a name."""
HEAD = 30
"""How many records the header is looked for in."""


def declared(source: Source) -> str | None:
    """The delimiter that a first line `sep=;` names."""
    with source.lines() as lines:
        first = lines.readline().strip().strip('"')
    return first[4] if len(first) == 5 and first.lower().startswith("sep=") else None


def delimiter(source: Source, mapping: dict[str, str]) -> str | Question:
    """The delimiter, or the question where two fit equally well.

    The one under which most headers are known; where none is, the one under which the records of
    the file have one width.
    """
    first = {d: matches(row, mapping) for d, row in _first_rows(source).items()}
    best = max(first, key=lambda d: first[d])
    if first[best] > 1 and sum(n == first[best] for n in first.values()) == 1:
        return best
    known = {d: max((matches(r, mapping) for r in _head(source, d)), default=0) for d in first}
    scores = {d: (known[d], *_evenness(source, d)) for d in first}
    ranked = sorted(scores, key=lambda d: scores[d], reverse=True)
    if scores[ranked[0]][2] <= 1 and _are_apart_by_spaces(source, mapping):
        return SPACE
    if scores[ranked[0]] != scores[ranked[1]] or scores[ranked[0]][2] == 1:
        return ranked[0]
    tied = [n for n, d in NAMES.items() if scores[d] == scores[ranked[0]]]
    return Question(
        "delimiter",
        _("Which character stands between the cells?"),
        tuple(tied),
        {n: [("", " ‖ ".join(row)) for row in _head(source, NAMES[n])[:5]] for n in tied},
    )


def _first_rows(source: Source) -> dict[str, list[str]]:
    with source.lines() as lines:
        text = lines.readline()
    return {d: _cells(text, d) for d in NAMES.values()}


def _cells(line: str, delimiter: str) -> list[str]:
    """The cells of a line; none where one is longer than any cell may be."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _head(source: Source, mark: str) -> list[list[str]]:
    read = islice(records(source, mark), HEAD)
    return [cells for _line, cells in read if isinstance(cells, list)]


def _evenness(source: Source, mark: str) -> tuple[float, int]:
    """The share of records that have the commonest width, and that width; comments tell neither."""
    read = islice(records(source, mark), 50_000)
    rows = (cells for _line, cells in read if isinstance(cells, list) and cells)
    widths = Counter(len(cells) for cells in rows if not _is_comment(cells))
    if not widths:
        return 0, 0
    width, times = widths.most_common(1)[0]
    return (times / widths.total() if width > 1 else 0), width


def _are_apart_by_spaces(source: Source, mapping: dict[str, str]) -> bool:
    """Whether single spaces stand between the cells: all records have as many, or one more than a
    header of R that leaves out the names of rows, and the header is known."""
    if not context.reads_at(context.MEANING):
        return False
    read = islice(records(source, SPACE), 50_000)
    first, *widths = [
        len(cells) if isinstance(cells, list) else 0 for _line, cells in read if cells
    ]
    known = max((matches(row, mapping) for row in _head(source, SPACE)), default=0)
    is_regular = len(set(widths)) == 1 and first in (widths[0], widths[0] - 1)
    return is_regular and first >= LEAST_SPACED and known > 1


def _is_comment(cells: list[str]) -> bool:
    """Whether a record is a comment, under whatever delimiter."""
    return is_note(cells) and not any(mark in cells[0] for mark in NAMES.values())
