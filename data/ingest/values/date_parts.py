"""A day whose year, month and day stand in three cells."""

import re
import unicodedata

from data.ingest.values.month_names import month_number

_YEAR = re.compile(r"((?:19|20)\d\d)(?:\.0)?\s*[年년]?")
_NUMBER = re.compile(r"(\d{1,2})(?:\.0)?\s*[月日号號월일]?")


def year_of(cell: str) -> int | None:
    """The year that a cell is: 2026, 2026年."""
    match = _YEAR.fullmatch(_plain(cell))
    return int(match[1]) if match else None


def month_of(cell: str) -> int | None:
    """The month that a cell is, by its number or its name: 9, 09, 9月, September, sept."""
    match = _NUMBER.fullmatch(_plain(cell))
    number = int(match[1]) if match else month_number(_plain(cell))
    return number if 1 <= number <= 12 else None


def day_of(cell: str) -> int | None:
    """The day of the month that a cell is: 3, 03, 3日."""
    match = _NUMBER.fullmatch(_plain(cell))
    return int(match[1]) if match and 1 <= int(match[1]) <= 31 else None


def composed(year: str, month: str, day: str) -> str:
    """The three cells as one date, 2026-09-03; as they stand where one of them is none."""
    numbers = year_of(year), month_of(month), day_of(day)
    if all(numbers):
        return f"{numbers[0]:04}-{numbers[1]:02}-{numbers[2]:02}"
    return " ".join(filter(None, (year.strip(), month.strip(), day.strip())))


def _plain(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip()
