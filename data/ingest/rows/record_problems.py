"""The problems of whole records: broken, ragged, cut off, above the header."""

from collections.abc import Sequence

from data.ingest.files.records import CELL_LIMIT, Broken
from data.ingest.problems import quoted
from data.report import Problem
from locales import _


def joined(row: int, line: int, cells: Sequence[str], likely: Sequence[str], name: str) -> Problem:
    """A record that is too wide, with the reading in which one name holds the delimiter."""
    sentence = _("{n} cells: {cells}")
    return Problem(
        row,
        line,
        None,
        sentence.format(n=len(cells), cells=quoted(" | ".join(cells))),
        sentence.format(n=len(likely), cells=quoted(" | ".join(likely))),
        _("put {name} in quotes if it is one cell, or remove what is too much").format(
            name=quoted(name)
        ),
    )


def ragged(row: int, line: int, cells: Sequence[str], width: int) -> Problem:
    what = _("{n} cells: {cells}").format(n=len(cells), cells=quoted(" | ".join(cells)))
    do = (
        _("put the cell that holds the delimiter in quotes")
        if len(cells) > width
        else _("complete the record, or export the file again")
    )
    return Problem(row, line, None, what, _("{n} cells").format(n=width), do)


def above_header(row: int, line: int, cells: Sequence[str]) -> Problem:
    return Problem(
        row,
        line,
        None,
        _("a record above the header: {cells}").format(cells=quoted(" | ".join(cells))),
        _("the header above all records"),
        _("move the header to the top, or remove the record"),
        is_of_file=True,
    )


def cut_off(row: int, line: int, text: str) -> Problem:
    return Problem(
        row,
        line,
        None,
        _("the last record ending in the middle: {text}").format(text=quoted(text)),
        _("a whole record"),
        _("the file looks cut off at row {row}; export it again").format(row=row),
        is_of_file=True,
    )


def broken(row: int, line: int, record: Broken) -> Problem:
    if record.why == "long":
        return Problem(
            row,
            line,
            None,
            _("a cell of more than {n} characters").format(n=CELL_LIMIT),
            _("shorter cells"),
            _("look for a missing quote, or shorten the cell"),
            is_of_file=True,
        )
    return Problem(
        row,
        line,
        None,
        _("a quote that is never closed: {text}").format(text=quoted(record.text)),
        _("a quote at both ends of the cell"),
        _("close the quote, or export the file again"),
        is_of_file=True,
    )


def unprintable(row: int, line: int, header: str, cell: str) -> Problem:
    return Problem(
        row,
        line,
        header,
        quoted(cell),
        _("text without control characters or lost characters"),
        _("correct the cell, or export the file again"),
    )


def nameless(row: int, line: int, place: int, cells: Sequence[str]) -> Problem:
    return Problem(
        row,
        line,
        _("column {n}").format(n=place + 1),
        quoted(cells[place]),
        _("a header above every cell"),
        _("name the column, or empty it"),
    )


def inner_quote(row: int, line: int, header: str, cell: str) -> Problem:
    return Problem(
        row,
        line,
        header or None,
        quoted(cell),
        _("a quote at both ends of the cell, or none"),
        _("put the delimiter back that is missing before the quote, or double the quote"),
    )


def nested_heading(row: int, line: int, text: str) -> Problem:
    return Problem(
        row,
        line,
        None,
        _("a heading below another heading: {text}").format(text=quoted(text)),
        _("one heading above the records that it is for"),
        _("export the account in a column of its own"),
    )
