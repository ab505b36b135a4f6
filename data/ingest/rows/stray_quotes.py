"""Quoted cells that hold line breaks, and that may as well be records between two stray quotes.

`G1,2026-08-01,"A,10` and `G2,2026-08-02,B",20` are one record by the rules of CSV, with a name of
two lines; or two records, each with a quote too many. Nothing but a person can tell.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.ingest.files.records import records
from data.ingest.files.source import Source
from data.ingest.header.mapped_file import Head
from data.ingest.questions import Questionnaire
from data.ingest.values.dates import is_date
from data.ingest.values.numbers import is_number
from data.report import Question
from locales import _, ngettext

RECORDS, CELL = "records", "cell"
_END = re.compile(r"\r\n|\r|\n")
SAMPLES = 3
LINES = 5


@dataclass(frozen=True)
class StrayQuote:
    """A cell that may be several records: the row that it stands in, and its column's place."""

    row: int
    place: int


def swallowed(
    head: Head, columns: Sequence[pa.Array], rows: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> list[StrayQuote]:
    """The cells of some records, column by column, that may be records themselves."""
    if head.source.sheet:
        return []
    stray = []
    for place, column in enumerate(columns):
        if not isinstance(column, pa.DictionaryArray):
            continue
        over = pc.match_substring_regex(column.dictionary, "[\r\n]").fill_null(False)
        codes = [
            code
            for code in np.flatnonzero(over).tolist()
            if _holds_records(head, column.dictionary[code].as_py(), place)
        ]
        if codes:
            hits = np.isin(column.indices.to_numpy(zero_copy_only=False), codes)
            stray += [StrayQuote(row, place) for row in rows[hits].tolist()]
    return stray


def _holds_records(head: Head, cell: str, place: int) -> bool:
    """Whether a cell's lines, with what stands before and behind it, have the width and the dates
    of records."""
    width = len(head.header.cells)
    lines = [line.split(head.delimiter) for line in _END.split(cell) if line.strip()]
    if len(lines) < 2 or width < 2:
        return False
    wanted = [width - place, *[width] * (len(lines) - 2), place + 1]
    if [len(line) for line in lines] != wanted:
        return False
    month = head.kind.month_column
    at = head.columns.get(month, -1) if month else -1
    if at < 0:
        return any(is_date(c.strip()) or is_number(c.strip()) for line in lines for c in line)
    days = [line[at] for line in lines[1:-1]]
    days += [lines[-1][at]] if at <= place else [lines[0][at - place]]
    return all(is_date(day.strip()) for day in days)


def are_records(head: Head, stray: Sequence[StrayQuote], questionnaire: Questionnaire) -> bool:
    """Ask whether such cells are records; until answered they are cells."""
    text = ngettext(
        "{n} cell in quotes runs over several lines that would be whole records without the "
        "quotes. Is it one cell, or are these records?",
        "{n} cells in quotes run over several lines that would be whole records without the "
        "quotes. Are they cells, or are these records?",
        len(stray),
    )
    as_cell, as_records = _samples(head, stray)
    question = Question(
        "line_breaks",
        text.format(n=len(stray)),
        (RECORDS, CELL),
        {RECORDS: as_records, CELL: as_cell},
    )
    memory = head.remembered.answers
    return questionnaire.settle(question, [head.report], memory) == RECORDS


def _samples(
    head: Head, stray: Sequence[StrayQuote]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The first of the cells as they stand, and as records."""
    wanted = dict.fromkeys(quote.row for quote in stray[:SAMPLES])
    as_cell, as_records = [], []
    last = max(wanted)
    read = enumerate(islice(records(head.source, head.delimiter), last), 1)
    for row, (_line, cells) in read:
        if row in wanted and isinstance(cells, list):
            name = _("row {row}").format(row=row)
            whole = " | ".join(cells)
            as_cell.append((name, _END.sub(" ⏎ ", whole)))
            lines = [part.strip() for part in _END.split(head.delimiter.join(cells))]
            shown = [line.replace(head.delimiter, " | ") for line in lines if line][:LINES]
            as_records += [(name if not n else "", line) for n, line in enumerate(shown)]
    return as_cell, as_records


def without_stray_quotes(head: Head, stray: Sequence[StrayQuote]) -> Source:
    """The source without the quotes around such cells, so that their lines are records."""
    out = io.StringIO(newline="")
    with head.source.lines() as lines:
        at = 1
        for first, beyond, cells, places in _spans(head, stray):
            out.writelines(islice(lines, first - at))
            text = "".join(islice(lines, beyond - first if beyond else None))
            out.write(_unquoted(text, cells, places))
            at = beyond or 0
        out.writelines(lines)
    return replace(head.source, transcoded=out.getvalue().encode("utf-8"), skip=0)


def _spans(
    head: Head, stray: Sequence[StrayQuote]
) -> Iterator[tuple[int, int | None, list[str], list[int]]]:
    """Of each record with such cells: its first line, that of the next record, its cells, and the
    places of such cells among them."""
    places: dict[int, list[int]] = {}
    for quote in stray:
        places.setdefault(quote.row, []).append(quote.place)
    open_: tuple[int, list[str], list[int]] | None = None
    for row, (line, cells) in enumerate(records(head.source, head.delimiter), 1):
        if open_:
            yield open_[0], line, open_[1], open_[2]
        open_ = None
        if row in places and isinstance(cells, list):
            open_ = line, cells, places[row]
    if open_:
        yield open_[0], None, open_[1], open_[2]


def _unquoted(text: str, cells: Sequence[str], places: Sequence[int]) -> str:
    for place in places:
        inside = cells[place].replace('"', '""')
        text = text.replace(f'"{inside}"', inside, 1)
    return text
