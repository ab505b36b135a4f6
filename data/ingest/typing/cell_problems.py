"""The problems of single cells that cannot be read as their column is."""

from data.catalogue import Column
from data.ingest.problems import quoted
from data.ingest.values import dates
from data.ingest.values.cells import NO_RESULT
from data.report import Problem
from locales import _

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
