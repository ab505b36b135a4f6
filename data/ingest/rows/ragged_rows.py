"""Records that have more cells, or fewer, than the header."""

from collections.abc import Callable

from data.ingest import context
from data.ingest.header.mapped_file import Head
from data.ingest.rows import record_problems
from data.ingest.values.dates import is_date
from data.ingest.values.numbers import is_number
from data.report import Problem
from locales import ngettext

MOST = 5
"""How many delimiters too many a name may hold."""
TESTS: dict[str | None, Callable[[str], bool]] = {
    "date": is_date,
    "money": is_number,
    "number": is_number,
}


def fitted(head: Head, cells: list[str], is_open_end: bool) -> list[str] | None:
    """The record with as many cells as the header where only empty ones are too many or missing;
    None where it has another width.

    Empty cells at the end are too many by the habit of the whole file. A record that alone has them
    may have a delimiter too many in front of them, one that alone lacks them may have lost one:
    then its cells are shifted, unless they are filled exactly as those of the others.
    """
    width, names = len(head.header.cells), head.header.cells
    is_strict = context.reads_at(context.MEANING)
    if len(cells) == width:
        may_lack_one = is_strict and head.shape.width > width and not cells[-1].strip()
        return None if may_lack_one else cells
    if len(cells) > width:
        is_habit = not is_strict or len(cells) == head.shape.width or head.shape.fits(cells)
        return cells[:width] if is_habit and not any(map(str.strip, cells[width:])) else None
    named = max((i for i, name in enumerate(names, 1) if name), default=width)
    if named <= len(cells) and not is_open_end:
        return [*cells, *[""] * (width - len(cells))]
    return None


def surplus(records: int) -> str:
    """The warning that so many records have more cells than the header: it may lack a delimiter."""
    return ngettext(
        "{n} record has more cells than the header; they are empty and were left out.",
        "{n} records have more cells than the header; they are empty and were left out.",
        records,
    ).format(n=f"{records:,}")


def ragged(head: Head, row: int, line: int, cells: list[str]) -> Problem:
    """The problem of a record of the wrong width; too wide ones get a likely reading."""
    width = len(head.header.cells)
    reading = _with_one_name(head, cells, width)
    if reading is None:
        usual = head.shape.width if len(cells) == width else width
        return record_problems.ragged(row, line, cells, usual)
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
