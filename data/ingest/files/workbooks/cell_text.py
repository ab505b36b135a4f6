"""A cell of a workbook as text that can be read in one way only."""

from datetime import date, datetime, time, timedelta
from typing import Any

WHOLE = 10**15
"""A spreadsheet keeps fifteen digits of a number."""


def written(cell: Any) -> str:
    """The text of a text, number, yes or no, day, time or length of time."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float | int):
        return number(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return number(cell.total_seconds() / 86_400)
    return str(cell)


def number(value: float) -> str:
    """Whole numbers without a point; a power of ten where the spreadsheet lost digits."""
    if value == int(value):
        return f"{value:.14E}" if abs(value) >= WHOLE else str(int(value))
    text = repr(value)
    digits = text.partition(".")[2]
    return f"{text}0" if len(digits) == 3 and digits.isdigit() else text
