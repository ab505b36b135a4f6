"""The keys of a link that say what a scope looks at: how each is read, and how it is written."""

from collections.abc import Callable
from datetime import date
from typing import Any

from analytics.ruler import Unreadable, choice
from locales import _

YEARS = range(1900, 2200)
WINDOWS: tuple[int | None, ...] = (3, 6, 12, 24, 36, None)
LEVELS = ("account", "group")
PRESETS = ("window", "month", "quarter", "year", "jan_feb")
COMPARES = ("last_year", "period_before", "target")


def written(value: object) -> str:
    """A value as a link holds it."""
    if value is None:
        return "all"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def is_text(value: str) -> bool:
    """Whether a value of a link is text at all: half a surrogate pair is none."""
    return bool(value) and not any("\ud800" <= sign <= "\udfff" for sign in value)


def _window(text: str) -> int | None:
    allowed = {"all" if months is None else str(months): months for months in WINDOWS}
    return allowed[choice("window", text, tuple(allowed))]


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        sentence = _("{text} is no date. Do: write it as 2026-09-30.").format(text=text)
        raise Unreadable(sentence) from None
    if day.year not in YEARS:
        far = _(
            "{day} is too far from the years of any book. Do: choose a day from {first} to {last}."
        )
        first, last = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)
        raise Unreadable(far.format(day=day, first=first, last=last))
    return day


def _compare(text: str) -> str:
    return text if text in COMPARES else _day(text).isoformat()


def _period(text: str) -> str:
    """A preset, or days as 2026-04-01..2026-06-30."""
    first, between, last = text.partition("..")
    if not between:
        return choice("period", text, PRESETS)
    from_on, until_on = _day(first), _day(last)
    if from_on > until_on:
        raise Unreadable(_("{text} ends before it begins.").format(text=text))
    return f"{from_on}..{until_on}"


def _month(text: str) -> int:
    return int(choice("fiscal_month", text, tuple(str(month) for month in range(1, 13))))


def _version(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9 or int(text) < 1:
        raise Unreadable(_("{text} is no data version. Do: give its number.").format(text=text))
    return int(text)


def _flag(key: str) -> Callable[[str], bool]:
    return lambda text: choice(key, text, ("yes", "no")) == "yes"


def _name(text: str) -> str:
    if not is_text(text.strip()):
        raise Unreadable(_("The name of the ruler is empty. Do: give the name it was saved under."))
    return text.strip()


def _currency(text: str) -> str:
    if not text.strip():
        raise Unreadable(_("The currency is empty. Do: write it as EUR."))
    return text.strip().upper()


PERIOD_READERS: dict[str, Callable[[str], Any]] = {
    "period": _period,
    "fiscal_month": _month,
    "jan_feb_together": _flag("jan_feb_together"),
}
"""The keys that say which days the sales pages look at, and how each is read."""
READERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "as_of": ("as_of", _day),
    "window": ("window", _window),
    "compare": ("compare", _compare),
    "compare_version": ("compare_version", _version),
    "version": ("version", _version),
    "currency": ("currency", _currency),
    "level": ("level", lambda text: choice("level", text, LEVELS)),
    "key_accounts": ("key_accounts_only", _flag("key_accounts")),
    "ruler": ("ruler_name", _name),
    **{key: (key, read) for key, read in PERIOD_READERS.items()},
}
