"""Dates as exports write them. Which of day and month comes first is decided for a whole column."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from data.ingest import context
from data.ingest.context import today, zone
from data.ingest.values import date_words
from data.ingest.values.cells import blankness

ORDERS = ("dmy", "mdy", "ymd")
_TIME = r"(?:[T ]+(?P<h>\d{1,2})[:.](?P<mi>\d{2})(?:[:.](?P<s>\d{2})(?:[.,](?P<f>\d{1,9}))?)?)?"
_HALF = r"(?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?(?:\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?"
_TAIL = _TIME + _HALF + "$"
_YEAR_FIRST = re.compile(r"(?P<y>\d{4})([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})" + _TAIL)
_COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})" + _TAIL)
_CHINESE = re.compile(r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日?" + _TAIL)
_YEAR_LAST = re.compile(r"(?P<a>\d{1,2})([-/.])(?P<b>\d{1,2})\2(?P<y>\d{4})" + _TAIL)
_SHORT_YEAR = re.compile(r"(?P<a>\d{1,2})([-/.])(?P<b>\d{1,2})\2(?P<c>\d{2})" + _TAIL)
_DAY_WORD = re.compile(r"(?P<d>\d{1,2})[-/. ]+(?P<w>[A-Za-z]{3,9})\.?[-/., ]+(?P<y>\d{4})" + _TAIL)
_WORD_DAY = re.compile(
    r"(?P<w>[A-Za-z]{3,9})\.? +(?P<d>\d{1,2})(?:st|nd|rd|th)?,? +(?P<y>\d{4})" + _TAIL
)
_SHORT_WORD = re.compile(
    r"(?P<a>\d{1,2})[-/. ]+(?P<w>[A-Za-z]{3,9})\.?[-/., ]+'?(?P<c>\d{2})" + _TAIL
)
_SERIAL = re.compile(r"(?P<n>[2-7]\d{4})(?:\.(?P<f>\d+))?$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
FIRST_YEAR, YEARS_AHEAD = 1900, 10
LONGEST = 64
"""Signs of a date in words."""
FROM_1904 = date(1904, 1, 1) - date(1899, 12, 30)


@dataclass(frozen=True)
class Shape:
    """A cell that looks like a date. `parts`: (year, month, day) of each order it may be read in;
    `form`: clear (one way), order (day and month open), short (two-digit year), serial."""

    form: str
    parts: dict[str, tuple[int, int, int]]
    clock: tuple[int, int, int, str | None] | None = None


def shape(text: str) -> Shape | None:
    """How a stripped cell may be read as a date; None when it is none."""
    return _shape(text, context.reads_at(context.MEANING))


@lru_cache(maxsize=1 << 16)
def _shape(text: str, reads_words: bool) -> Shape | None:
    body = text if text.isascii() else unicodedata.normalize("NFKC", text)
    known = _in_numbers(body)
    if known is None and reads_words and len(body) <= LONGEST:
        known = next((s for form in date_words.plainer(body) if (s := _in_numbers(form))), None)
    return known


def _in_numbers(body: str) -> Shape | None:
    """How a text of numbers, or with the English name of a month, may be read as a date."""
    for pattern in (_YEAR_FIRST, _COMPACT, _CHINESE):
        if m := pattern.match(body):
            return _clear(m, int(m["m"]))
    if m := _YEAR_LAST.match(body):
        year, a, b = int(m["y"]), int(m["a"]), int(m["b"])
        return Shape("order", {"dmy": (year, b, a), "mdy": (year, a, b)}, _clock(m))
    if m := _SHORT_YEAR.match(body):
        a, b, c = int(m["a"]), int(m["b"]), int(m["c"])
        parts = {"dmy": (_full(c), b, a), "mdy": (_full(c), a, b), "ymd": (_full(a), b, c)}
        return Shape("short", parts, _clock(m))
    if m := _DAY_WORD.match(body) or _WORD_DAY.match(body):
        month = _month(m["w"])
        return _clear(m, month) if month else None
    if m := _SHORT_WORD.match(body):
        month = _month(m["w"])
        a, c = int(m["a"]), int(m["c"])
        parts = {"dmy": (_full(c), month, a), "ymd": (_full(a), month, c)}
        return Shape("short", parts, _clock(m)) if month else None
    if m := _SERIAL.match(body):
        day = date(1899, 12, 30) + timedelta(days=int(m["n"]))
        return Shape("serial", {"serial": (day.year, day.month, day.day)})
    return None


def _month(word: str) -> int:
    """The number of a month by its name; 0 for what is none."""
    plain = word.casefold()
    known = plain in _NAMES or plain in _MONTHS or plain == "sept"
    return _MONTHS.index(plain[:3]) + 1 if known else 0


def _clear(m: re.Match[str], month: int) -> Shape:
    return Shape("clear", {"clear": (int(m["y"]), month, int(m["d"]))}, _clock(m))


def _clock(m: re.Match[str]) -> tuple[int, int, int, str | None] | None:
    if m["h"] is None:
        return None
    hour = int(m["h"])
    if m["half"]:
        hour = hour % 12 + (12 if m["half"] in "pP" else 0)
    return hour, int(m["mi"]), int(m["s"] or 0), m["zone"]


def _full(short: int) -> int:
    """A two-digit year: of this century up to next year, else of the last."""
    return 2000 + short if 2000 + short <= today().year + 1 else 1900 + short


def read_day(
    text: str, order: str, take_serial: bool = False, is_1904: bool = False
) -> date | None:
    """The business day of a stripped cell, day and month in this order; None when there is none.

    `take_serial`: bare numbers are days of a spreadsheet; `is_1904`: counted from 1904.
    """
    written = shape(text)
    return day_of_shape(written, order, take_serial, is_1904) if written else None


def day_of_shape(
    written: Shape, order: str, take_serial: bool = False, is_1904: bool = False
) -> date | None:
    """The business day of a cell of this shape, as `read_day` gives it."""
    wanted = order if written.form in ("order", "short") else written.form
    if wanted not in written.parts or (wanted == "serial" and not take_serial):
        return None
    parts = written.parts[wanted]
    try:
        day = date(*parts)
        if wanted == "serial" and is_1904:
            day += FROM_1904
        return _local(day, written.clock) if written.clock else _in_range(day)
    except ValueError:
        return None


def _local(day: date, clock: tuple[int, int, int, str | None]) -> date | None:
    hour, minute, second, offset_text = clock
    if hour == 24 and minute == second == 0:
        hour = 0
    instant = datetime(day.year, day.month, day.day, hour, minute, min(second, 59))
    if offset_text is None:
        return _in_range(day)
    if offset_text in ("Z", "UTC", "GMT"):
        offset = timedelta()
    else:
        sign = -1 if offset_text[0] == "-" else 1
        minutes = int(offset_text[3:].strip(":") or 0)
        offset = sign * timedelta(hours=int(offset_text[1:3]), minutes=minutes)
    home = zone()
    aware = instant.replace(tzinfo=timezone(offset))
    return _in_range(aware.astimezone(ZoneInfo(home) if home else None).date())


def _in_range(day: date) -> date | None:
    return day if FIRST_YEAR <= day.year <= today().year + YEARS_AHEAD else None


def beyond(text: str) -> tuple[int, int] | None:
    """The first and last year that are taken, for a cell that is a date of another year."""
    written, last = shape(text), today().year + YEARS_AHEAD
    days = [parts for parts in written.parts.values() if _is_day(parts)] if written else []
    is_far = bool(days) and all(not FIRST_YEAR <= year <= last for year, _month, _day in days)
    return (FIRST_YEAR, last) if is_far else None


def _is_day(parts: tuple[int, int, int]) -> bool:
    try:
        date(*parts)
    except ValueError:
        return False
    return True


def is_date(text: str) -> bool:
    """Whether a stripped cell looks like a date (no bare serial), or holds no value."""
    written = shape(text)
    return blankness(text, is_value=True) is not None or bool(written and written.form != "serial")
