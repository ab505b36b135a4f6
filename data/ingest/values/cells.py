"""What cells that hold no value look like, and the codes that tell cells apart."""

from collections.abc import Callable
from typing import Any

import numpy as np

VALUE, BLANK, LISTED, BAD, MIXED = range(5)
"""A cell has a value; is blank; is taken as blank and listed; cannot be taken; contradicts."""

Codes = np.ndarray[Any, np.dtype[np.int8]]

BLANKS = frozenset({"", "NULL", "\\N"})
LISTED_EVERYWHERE = frozenset({"n/a", "#n/a", "-", "--", "—", "–", "null"})
LISTED_IN_VALUES = frozenset({"na", "nan", "none", "nil", "n.a.", "<na>"})
NO_RESULT = "#formula!"
"""Stands for a formula that a workbook keeps without its result."""
ERRORS = frozenset(
    {
        *("#ref!", "#value!", "#name?", "#div/0!", "#num!", "#null!", "#spill!", "#calc!"),
        *("#busy!", NO_RESULT),
    }
)


def blankness(text: str, is_value: bool) -> int | None:
    """BLANK, LISTED or BAD for a stripped cell that holds no value; None when it may hold one."""
    if text in BLANKS:
        return BLANK
    if len(text) > 9:
        return None
    folded = text.casefold()
    if folded in ERRORS or (folded.startswith("err:") and folded[4:].isdecimal()):
        return BAD
    if folded in LISTED_EVERYWHERE or (is_value and folded in LISTED_IN_VALUES):
        return LISTED
    return None


def bare(text: str) -> str:
    """A cell without the spaces around it, and without the ="…" that keeps a spreadsheet from
    reading it as a number."""
    plain = text.strip()
    if plain.startswith('="') and plain.endswith('"') and len(plain) > 2:
        return plain[2:-1].replace('""', '"').strip()
    return plain


Parse = Callable[[str], Any]
"""A stripped cell to its value; None when it has none."""


def parsed(uniques: list[str | None], parse: Parse, is_value: bool) -> tuple[list[Any], Codes]:
    """The value and the code of each different cell of a column."""
    values: list[Any] = []
    codes = np.zeros(len(uniques), dtype=np.int8)
    for i, raw in enumerate(uniques):
        text = bare(raw or "")
        code = blankness(text, is_value)
        value = parse(text) if code is None else None
        codes[i] = code if code is not None else BAD if value is None else VALUE
        values.append(value)
    return values, codes
