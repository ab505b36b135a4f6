"""The problems a file can have, in the words that say what was found, expected and to be done."""

from collections.abc import Sequence

from data.catalogue import Column
from data.reading.text.records import CELL_LIMIT, Broken
from data.reading.values import dates
from data.reading.values.cells import NO_RESULT
from data.report import Problem
from locales import _

Needs = Sequence[Sequence[str]]
"""Alternatives, each a list of columns."""
SHOWN = 60


def quoted(text: str) -> str:
    """A cell as it is shown in a message: short, in quotes, with controls visible."""
    shown = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    visible = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in shown)
    return f'"{visible}"'


def of_file(found: str, expected: str, do: str) -> Problem:
    return Problem(None, None, None, found, expected, do)


def empty() -> Problem:
    return of_file(_("an empty file"), _("a header and records"), _("export the file again"))


def joined(row: int, line: int, cells: Sequence[str], likely: Sequence[str], name: str) -> Problem:
    """One cell too many, and the reading in which a name holds the delimiter."""
    said = _("{n} cells: {cells}")
    return Problem(
        row,
        line,
        None,
        said.format(n=len(cells), cells=quoted(" | ".join(cells))),
        said.format(n=len(likely), cells=quoted(" | ".join(likely))),
        _("put {name} in quotes if it is one cell, or remove what is too much").format(
            name=quoted(name)
        ),
    )


def ragged(row: int, line: int, cells: Sequence[str], width: int) -> Problem:
    found = _("{n} cells: {cells}").format(n=len(cells), cells=quoted(" | ".join(cells)))
    do = (
        _("put the cell that holds the delimiter in quotes")
        if len(cells) > width
        else _("complete the record, or export the file again")
    )
    return Problem(row, line, None, found, _("{n} cells").format(n=width), do)


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


def nameless(row: int, line: int, places: list[int], cells: list[str]) -> Problem:
    place = next(i for i in places if cells[i].strip())
    return Problem(
        row,
        line,
        _("column {n}").format(n=place + 1),
        quoted(cells[place]),
        _("a header above every cell"),
        _("name the column, or empty it"),
    )


EXPECTED = {
    "id": lambda: _("an id"),
    "text": lambda: _("text"),
    "date": lambda: _("a date"),
    "money": lambda: _("a number"),
    "number": lambda: _("a number"),
    "percent": lambda: _("a percentage"),
    "integer": lambda: _("a whole number"),
    "flag": lambda: _("yes or no"),
    "level": lambda: _("a level, 1 to 4 or its name"),
}


def expected(column: Column) -> str:
    if column.type == "choice":
        return _("one of: {choices}").format(choices=", ".join(column.choices))
    return EXPECTED[column.type]()


def bad_cell(row: int, line: int, header: str, column: Column, raw: str) -> Problem:
    text = raw.strip()
    if not text:
        do = _("fill the cell, or remove the record")
        return Problem(row, line, header, _("nothing"), expected(column), do)
    if text.casefold() == NO_RESULT:
        do = _("open the workbook in a spreadsheet program, save it, and load it again")
        return Problem(row, line, header, _("a formula without its result"), expected(column), do)
    if column.type == "date" and (years := dates.beyond(text)):
        first, last = years
        wanted = _("a date of the years {first} to {last}").format(first=first, last=last)
        return Problem(row, line, header, quoted(raw), wanted, _("correct the year"))
    if text.startswith("#"):
        do = _("mend the formula in the workbook and export again")
    elif '"' in text and column.type == "id":
        wanted = _("a quote at both ends of the cell, or none")
        do = _("correct the quotes, or double those inside of the cell")
        return Problem(row, line, header, quoted(raw), wanted, do)
    elif column.type == "id":
        do = _("format the column as text in the spreadsheet and export again")
        wanted = _("an id as it was, not as a spreadsheet rounded it")
        return Problem(row, line, header, quoted(raw), wanted, do, is_of_file=True)
    else:
        do = _("correct the cell, or leave it blank where there is no value")
        if column.required:
            do = _("correct the cell")
    return Problem(row, line, header, quoted(raw), expected(column), do)


def text_number(row: int, line: int, header: str, cell: str) -> Problem:
    """Text among the numbers of a workbook that could be two numbers."""
    return Problem(
        row,
        line,
        header,
        quoted(cell),
        _("a number; this text could be two"),
        _("turn the text into a number in the workbook, and save it"),
    )


def missing(lacks: Sequence[Needs], headers: Sequence[str]) -> Problem:
    """The needs of a kind that no header satisfies, beside the headers that are there."""
    needed = "; ".join(
        _(" or ").join(_(" and ").join(alternative) for alternative in need) for need in lacks
    )
    return of_file(
        _("the headers {headers}").format(headers=", ".join(quoted(h) for h in headers[:40])),
        _("a column for: {needed}").format(needed=needed),
        _(
            "add it to the export, or say on the page which header it is (in a command: "
            "--map {column}=HEADER)"
        ).format(column=lacks[0][0][0]),
    )
