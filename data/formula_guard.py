"""Text cells that a spreadsheet would run as a formula, made inert, and made whole again.

Every text that Octant writes for a spreadsheet goes through here: an apostrophe is put before a
cell that begins like a formula, and taken off again when such a file comes back.
"""

import unicodedata
from collections.abc import Iterable

STARTS = "=+-@\t\r\n＝＋－＠"
"""What a formula begins with; the full-width signs are read as the narrow ones."""
QUOTES = "'\"`´‘’‚‛“”„‟«»‹›「」『』＇＂｀"
MINUS = "-－"
SPACES = " \u00a0\u2009\u202f"
"""Spaces that group the digits of a number."""
BETWEEN = ".,'’_"
"""What else stands between the digits of a number."""


def guarded(text: str) -> str:
    """A text as it is safe in a spreadsheet; one that is safe already stays as it is."""
    return f"'{text}" if is_formula(text) else text


def guarded_cell(text: str) -> str:
    """A cell of somebody's file as it is safe in a spreadsheet: a negative number stays one."""
    return text if _is_negative(text) else guarded(text)


def unguarded(text: str) -> str:
    """A cell without the apostrophe that `guarded` or `guarded_cell` has put before it."""
    return text[1:] if text.startswith("'") and is_formula(text[1:]) else text


def csv_line(cells: Iterable[str]) -> str:
    """A line of CSV with commas. A lone carriage return is quoted too, which csv.writer leaves out:
    what follows it would begin a row of its own, and be run there."""
    return (",".join(map(_quoted, cells)) or '""') + "\n"


def _quoted(cell: str) -> str:
    if any(sign in cell for sign in '",\r\n'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may run a text: it begins like a formula behind spaces and quotes.

    Quotes are looked behind so that a text with our apostrophe is judged as the one without it:
    only then `unguarded` undoes `guarded` for every text there is.
    """
    if text[:1].isalnum():
        return False
    bare = text[_first_sign(text) :]
    return bare[:1] != "" and bare[0] in STARTS and not _is_rule(bare)


def _first_sign(text: str) -> int:
    """Where spaces, quotes and signs that nobody sees end."""
    for at, sign in enumerate(text):
        if sign in STARTS or not (sign in QUOTES or unicodedata.category(sign)[0] in "ZC"):
            return at
    return len(text)


def _is_rule(bare: str) -> bool:
    """A lone dash, or a line of them, stands for an empty cell and is nothing to calculate."""
    return set(bare.rstrip()) <= set(MINUS)


def _is_negative(text: str) -> bool:
    """Whether a cell is one negative number, in whatever way it is written."""
    cell = text.strip(SPACES)
    if not cell or cell[0] not in MINUS:
        return False
    body = cell[1:].lstrip(SPACES)
    if body and unicodedata.category(body[0]) == "Sc":
        body = body[1:].lstrip(SPACES)
    body = body.removesuffix("%").removesuffix("％").rstrip(SPACES)
    mantissa, _e, exponent = body.replace("E", "e").partition("e")
    if _e and not exponent.removeprefix("-").removeprefix("+").isdecimal():
        return False
    return _is_grouped(mantissa)


def _is_grouped(digits: str) -> bool:
    """Whether these are digits with points, commas and spaces where a number may have them."""
    for space in SPACES[1:]:
        digits = digits.replace(space, " ")
    groups = digits.split(" ")
    whole = [*groups[1:-1], *(group.split(".")[0].split(",")[0] for group in groups[1:][-1:])]
    if any(len(group) != 3 for group in whole):
        return False
    for sign in BETWEEN:
        digits = digits.replace(sign, " ")
    parts = digits.split(" ")
    filled = parts[parts[0] == "" : len(parts) - (parts[-1] == "")]
    return bool(filled) and all(part.isdecimal() for part in filled)
