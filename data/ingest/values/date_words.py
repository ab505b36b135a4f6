"""Dates with words in them, written plainly: "jeudi 15 octobre 2026" is 2026-10-15.

Nothing here decides between day and month: years of two digits keep their place (15-Oct-26).
"""

import re
from collections.abc import Iterator

from data.ingest.values.month_names import month_number, without_weekday

_ORDINAL = r"(?:\.?(?:st|nd|rd|th|er|ère|re|o|a|e|:e|:a|°)(?![^\W\d_]))?"
_OF = r"(?:(?:de|del|do|of)\s+|d['’]\s*)?"
_WORD = r"(?P<word>[^\W\d_]{3,12})\.?"
_REST = r"(?P<rest>(?:[T, ].*)?)$"
_PATTERNS = tuple(
    re.compile(pattern + _REST, re.IGNORECASE)
    for pattern in (
        rf"(?P<day>\d{{1,2}}){_ORDINAL}[-/. ]*{_OF}{_WORD}[-/., ]*{_OF}(?P<year>\d{{4}})",
        rf"{_WORD}[-/. ]+(?P<day>\d{{1,2}}){_ORDINAL}[-/., ]+{_OF}(?P<year>\d{{4}})",
        rf"(?P<year>\d{{4}})[-/., ]+{_WORD}[-/. ]+(?P<day>\d{{1,2}}){_ORDINAL}",
    )
)
_SHORT = re.compile(
    rf"(?P<first>\d{{1,2}}){_ORDINAL}[-/. ]*{_OF}{_WORD}[-/., ]*{_OF}'?(?P<last>\d{{2}}){_REST}",
    re.IGNORECASE,
)
_EASTERN = re.compile(
    r"(?P<year>\d{4}|\d{2})\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日号號일]?"
    r"(?P<rest>.*)$"
)
_PARTICLE = re.compile(r"^(?:le|il|el|am|den|the|dia|op|em|en)\s+(?=\d)", re.IGNORECASE)
_BEFORE_TIME = re.compile(
    r",?(?<!\s)\s++(?:(?:at|um|kl\.?|à|a las|alle)\s*+)?(?=\d{1,2}:\d\d)", re.IGNORECASE
)
_NUMERALS = re.compile("[〇零一二三四五六七八九十]+")
_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0}
MONTHS = ("", *["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"])


def plainer(text: str) -> Iterator[str]:
    """The text with its words as numbers, in each way that may be a date."""
    for body in (text, *without_weekday(text)):
        bare = _BEFORE_TIME.sub(" ", _PARTICLE.sub("", body, count=1), count=1)
        if bare != text:
            yield bare
        yield from _with_month(_NUMERALS.sub(_number, bare))


def _with_month(text: str) -> Iterator[str]:
    for pattern in _PATTERNS:
        match = pattern.match(text)
        if match and (month := month_number(match["word"])):
            yield f"{match['year']}-{month:02}-{int(match['day']):02}{match['rest']}"
    if eastern := _EASTERN.match(text):
        year = f"20{eastern['year']}"[-4:]
        day = f"{int(eastern['month']):02}-{int(eastern['day']):02}"
        yield f"{year}-{day}{eastern['rest']}"
    short = _SHORT.match(text)
    if short and (month := month_number(short["word"])):
        yield f"{short['first']}-{MONTHS[month]}-{short['last']}{short['rest']}"


def _number(match: re.Match[str]) -> str:
    """A Chinese number below a hundred, or a year digit by digit, in figures."""
    text = match.group()
    if "十" not in text:
        return "".join(str(_DIGITS[sign]) for sign in text)
    tens, _ten, ones = text.partition("十")
    first, last = (
        _DIGITS.get(tens, 1 if not tens else None),
        _DIGITS.get(ones, 0 if not ones else None),
    )
    return text if first is None or last is None else str(10 * first + last)
