"""The days that may be asked about: those of the book's years, and a century around them.

Beyond them no picture says anything, and arithmetic on days ends with the calendar.
"""

from datetime import date

from analytics.links import COMPARES, PRESETS, YEARS
from analytics.scope import Book, Scope
from analytics.unreadable import Unreadable
from data import clock
from locales import _

AROUND = 100
"""Years before the first and after the last year of a book that may be asked about."""


def of_book(book: Book | None) -> tuple[date, date]:
    """The first and the last day that may be asked about; the years of today always may."""
    known = [clock.today().year]
    if book is not None:
        known += [day.year for day in (book.first_order_on, book.last_order_on) if day is not None]
    first, last = min(known) - AROUND, max(known) + AROUND
    return date(max(first, YEARS[0]), 1, 1), date(min(last, YEARS[-1]), 12, 31)


def offered(scope: Scope) -> tuple[date, date]:
    """The first and the last day that a settled scope's page offers; its own is one of them."""
    first, last = of_book(scope.book)
    return (min(first, scope.as_of), max(last, scope.as_of)) if scope.as_of else (first, last)


def outside(asked: Scope, book: Book | None) -> dict[str, str]:
    """Key of a link -> a sentence, for each day that is asked for and lies outside."""
    first, last = of_book(book)
    text = _(
        "{day} is too far from the years of the book. Do: choose a day from {first} to {last}."
    )
    return {
        key: text.format(day=day, first=first, last=last)
        for key, days in _days(asked).items()
        for day in days
        if not first <= day <= last
    }


def check(asked: Scope, book: Book | None) -> None:
    """Raises Unreadable with a sentence for a scope that asks about a day outside."""
    for sentence in outside(asked, book).values():
        raise Unreadable(sentence)


def _days(asked: Scope) -> dict[str, list[date]]:
    """The days that a scope names, by the key of the link."""
    named: dict[str, list[date]] = {"as_of": [asked.as_of] if asked.as_of else []}
    if asked.compare not in COMPARES:
        named["compare"] = [date.fromisoformat(asked.compare)]
    if asked.period not in PRESETS:
        named["period"] = [date.fromisoformat(day) for day in asked.period.split("..")]
    return named
