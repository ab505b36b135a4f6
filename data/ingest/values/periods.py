"""Months, quarters and years as target files write them: M01, Jan 2026, 2026年1月, Q1, FY2026."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from data.ingest import context
from data.ingest.values.month_names import month_number

LEAST_MONTHS, LEAST_QUARTERS = 3, 2
"""So many periods in a row make a header of periods."""
LENGTHS = {1: "month", 3: "quarter", 12: "year"}
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}
_NAME = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_GAP = r"[-_/. ']*"
_MONTHS = tuple(
    re.compile(pattern)
    for pattern in (
        r"m(?P<n>0?[1-9]|1[0-2])",
        rf"{_YEAR}{_GAP}m(?P<n>0?[1-9]|1[0-2])",
        _NAME,
        rf"{_NAME}{_GAP}{_YEAR}",
        rf"{_NAME}[-/. ']+(?P<short>\d\d)",
        rf"{_YEAR}{_GAP}{_NAME}",
        rf"{_YEAR}[-/.](?P<n>1[0-2]|0?[1-9])(?:[-/.]0?1)?(?:[ t]+0?0:00(?::00(?:\.0+)?)?)?",
        rf"{_YEAR}(?P<n>0[1-9]|1[0-2])",
        rf"(?P<n>0?[1-9]|1[0-2])[-/.]{_YEAR}",
        rf"(?:{_YEAR}年)? *(?P<n>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?",
    )
)
_QUARTERS = tuple(
    re.compile(pattern)
    for pattern in (
        r"q(?:uarter)? *(?P<n>[1-4])",
        r"(?P<n>[1-4])(?:st|nd|rd|th)? *q(?:uarter)?",
        rf"q(?P<n>[1-4]){_GAP}{_YEAR}",
        rf"{_YEAR}{_GAP}q(?P<n>[1-4])",
        rf"(?:{_YEAR}年)? *第?(?P<n>[1-4一二三四])季度?",
    )
)
_WHOLE_YEAR = re.compile(rf"(?:fy|year|年度?)?{_GAP}{_YEAR}(?:\.0)?(?: *年度?)?")
_WORD = re.compile(r"[^\W\d_]{3,12}\.?")
_OF = re.compile(r" (?:de|del|do|of) ")
LONGEST = 40
"""Signs of a period in words."""
_AROUND = re.compile(
    r"\(.{0,300}?\)|\[.{0,300}?\]|\b(?:sales|targets?|quotas?|budgets?|plans?|goals?)\b|销售|目标|指标|预算|计划|任务"
)


@dataclass(frozen=True)
class Period:
    """`months` long (1, 3 or 12) from the month `first` (1 to 12) on; `year` where it is said."""

    months: int
    first: int
    year: int | None = None

    @property
    def length(self) -> str:
        return LENGTHS[self.months]

    def begins(self, year: int) -> date:
        """Its first day, in this year where it names none itself."""
        return date(self.year or year, self.first, 1)


def period(text: str) -> Period | None:
    """The month or quarter that a cell names; None where it names none."""
    return _period(text, context.reads_at(context.MEANING))


@lru_cache(maxsize=1 << 14)
def _period(text: str, reads_words: bool) -> Period | None:
    plain = unicodedata.normalize("NFKC", text).casefold()
    body = " ".join(_AROUND.sub(" ", plain).split()) or plain.strip()
    known = _in_english(body)
    if known is None and reads_words and len(body) <= LONGEST:
        known = _in_english(_WORD.sub(_english, _OF.sub(" ", body)))
    return known


def _english(match: re.Match[str]) -> str:
    """The English abbreviation of a month in another language; any other word as it stands."""
    number = month_number(match.group())
    return _NAMES[number - 1] if number else match.group()


def _in_english(body: str) -> Period | None:
    for pattern in _MONTHS:
        if m := pattern.fullmatch(body):
            return Period(1, _month(m), _year(m))
    for pattern in _QUARTERS:
        if m := pattern.fullmatch(body):
            return Period(3, 3 * _number(m["n"]) - 2, _year(m))
    return None


def year(text: str) -> int | None:
    """The year that a cell is: 2026, FY2026, 2026年."""
    m = _WHOLE_YEAR.fullmatch(unicodedata.normalize("NFKC", text).casefold().strip())
    return _year(m) if m else None


def named(text: str) -> Period | None:
    """The month, quarter or year that a cell names with its year; no fiscal year."""
    part = period(text)
    if part is not None:
        return part if part.year else None
    whole = None if text.casefold().startswith("fy") else year(text)
    return Period(12, 1, whole) if whole else None


def first_day(text: str) -> date | None:
    """The first day of the period that a cell names."""
    part = named(text)
    return part.begins(part.year) if part and part.year else None


def across(cells: Sequence[str]) -> dict[int, Period]:
    """Place -> period, where the cells name months (or quarters) one after the other.

    Quarters beside months are sums of them, and no periods of their own. Empty where they are no
    header of periods.
    """
    periods = {i: p for i, cell in enumerate(cells) if cell.strip() and (p := period(cell))}
    months = {i: p for i, p in periods.items() if p.months == 1}
    quarters = {i: p for i, p in periods.items() if p.months == 3}
    chosen = months if len(months) >= LEAST_MONTHS else quarters
    if len(chosen) < (LEAST_MONTHS if chosen is months else LEAST_QUARTERS):
        return {}
    order = [(p.year or 0, p.first) for p in chosen.values()]
    return chosen if order == sorted(set(order)) else {}


def _month(m: re.Match[str]) -> int:
    named = m.groupdict()
    if named.get("name"):
        return _NAMES.index(m["name"][:3]) + 1
    return _number(m["n"])


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _DIGITS[text]


def _year(m: re.Match[str]) -> int | None:
    named = m.groupdict()
    if named.get("short"):
        return 2000 + int(m["short"])
    return int(m["year"]) if named.get("year") else None
