"""Columns aligned by spaces, as consoles and old systems print them, turned into CSV line by line.

Signs take one column each, or Chinese ones two, or as many as their bytes: the measure is taken
under which the rows fit (files/column_gaps.py finds where the columns stand). A row that does not
fit stays one cell, so that it is rejected by name, or left out as a note.
"""

import unicodedata
from collections.abc import Sequence
from itertools import islice

from data.ingest.files.column_gaps import Table, by_gaps, by_rule
from data.ingest.files.drawn_tables import SAMPLE
from data.ingest.files.page_columns import Columns, Measure
from data.ingest.files.sheet_groups import KnownHeaders
from data.ingest.files.source import Source

HEADERS = 12
"""Among so many of the first lines the header is looked for."""
KNOWN = 2
"""So many of its names must be known: else any text with gaps would be a table."""


def _wide(sign: str) -> int:
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _widest(sign: str) -> int:
    return 2 if unicodedata.east_asian_width(sign) in "WFA" else 1


MEASURES: tuple[Measure, ...] = (lambda _sign: 1, _wide, _widest, lambda sign: len(sign.encode()))


def as_csv(source: Source, known_headers: KnownHeaders) -> Source | None:
    """The source as CSV with commas, where its columns are aligned by spaces; None where not."""
    with source.lines() as lines:
        columns = aligned([line.rstrip() for line in islice(lines, SAMPLE)], known_headers)
    if columns is None:
        return None
    with source.lines() as lines:
        return source.with_records(map(columns.cells, lines))


def aligned(lines: Sequence[str], known_headers: KnownHeaders) -> Columns | None:
    """The columns of the table in these lines; None where there is none, or where several measures
    fit as well and split the rows in different ways."""
    measures = MEASURES[:1] if all(map(str.isascii, lines)) else MEASURES
    tables = [t for measure in measures if (t := _table(lines, measure, known_headers))]
    tables = [t for t in tables if t.score == max(table.score for table in tables)]
    splits = {tuple(tuple(t.columns.cells(line)) for line in lines) for t in tables}
    is_clear = len(splits) == 1 and all(table.is_clear for table in tables)
    return tables[0].columns if is_clear else None


def _table(lines: Sequence[str], measure: Measure, known_headers: KnownHeaders) -> Table | None:
    """The table whose header is known best, the first of several."""
    best: Table | None = None
    for at, header in enumerate(lines[:HEADERS]):
        if len(header.split()) < KNOWN or any(sign in header for sign in ',;\t|"'):
            continue
        below = lines[at + 1 :]
        table = by_rule(header, below, measure, known_headers)
        table = table or by_gaps(header, below, measure, known_headers)
        if table and table.known >= (best.known + 1 if best else KNOWN):
            best = table
    return best
