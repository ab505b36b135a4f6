"""Records that have more cells, or fewer, than the header."""

from collections.abc import Callable

from data.ingest.header.mapped_file import Head
from data.ingest.rows import record_problems
from data.ingest.values.dates import is_date
from data.ingest.values.numbers import is_number
from data.report import Problem

MOST = 5
"""How many delimiters too many a name may hold."""
TESTS: dict[str | None, Callable[[str], bool]] = {
    "date": is_date,
    "money": is_number,
    "number": is_number,
}


def ragged(head: Head, row: int, line: int, cells: list[str]) -> Problem:
    """The problem of a record of the wrong width; too wide ones get a likely reading."""
    width = len(head.header.cells)
    reading = _with_one_name(head, cells, width)
    if reading is None:
        return record_problems.ragged(row, line, cells, width)
    likely, name = reading
    return record_problems.joined(row, line, cells, likely, name)


def _with_one_name(head: Head, cells: list[str], width: int) -> tuple[list[str], str] | None:
    """The record with neighbouring cells as one, so that its dates and numbers are where they
    belong; None where it is not too wide, or does not come right so."""
    extra = len(cells) - width
    types = {column.name: column.type for column in head.kind.readable}
    checked = {p: TESTS[types[n]] for n, p in head.columns.items() if types.get(n) in TESTS}
    if not 0 < extra <= MOST or not checked:
        return None
    for place in (p for p in range(width) if p not in checked):
        name = head.delimiter.join(cells[place : place + extra + 1])
        likely = [*cells[:place], name, *cells[place + extra + 1 :]]
        if all(test(likely[at].strip()) for at, test in checked.items()):
            return likely, name
    return None
