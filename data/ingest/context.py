"""What a reading takes from its surroundings: noted with each import, so that it can be redone."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from data import clock

ZONE, CURRENCY, TODAY, TOTALS = "zone", "currency", "today", "totals"
DATED, LISTED, SAID = "dated", "listed", "said"
"""Totals that have a date are told from records; later those in lists from accounts, too; later
what is said around the records counts as well. Imports of before do not have this noted."""
CURRENCIES, BETWEEN = "currencies", "\x1f"
"""Those that the book sells in, its own first, where they are several; noted by whoever knows."""
_noted: ContextVar[Mapping[str, str] | None] = ContextVar("noted", default=None)


def now() -> dict[str, str]:
    """The business's time zone, the currency of its book ("": none is set), and today."""
    return {
        ZONE: os.environ.get("OCTANT_TZ") or _zone_of_machine(),
        CURRENCY: os.environ.get("OCTANT_CURRENCY", ""),
        TODAY: clock.today().isoformat(),
        TOTALS: SAID,
    }


@contextmanager
def as_noted(settings: Mapping[str, str]) -> Iterator[None]:
    """Within, everything is read as it was with these settings; without any, as things are."""
    token = _noted.set(settings or now())
    try:
        yield
    finally:
        _noted.reset(token)


def zone() -> str:
    """The time zone of business days; "" for the machine's where that has no name."""
    return (_noted.get() or now())[ZONE]


def currency() -> str:
    """The currency of the book, "" where none is set."""
    return (_noted.get() or now())[CURRENCY]


def currencies() -> tuple[str, ...]:
    """What the book sells in, its own currency first; empty unless several are known."""
    return tuple(filter(None, (_noted.get() or {}).get(CURRENCIES, "").split(BETWEEN)))


def tells_totals() -> bool:
    """Whether totals are told from records also where they look like them."""
    return (_noted.get() or now()).get(TOTALS) in (DATED, LISTED, SAID)


def tells_accounts() -> bool:
    """Whether accounts of a list are told from its totals and footers by what else they hold."""
    return (_noted.get() or now()).get(TOTALS) in (LISTED, SAID)


def hears_what_is_said() -> bool:
    """Whether currencies count by their names, and what lines above the table and the account of
    the record above say."""
    return (_noted.get() or now()).get(TOTALS) == SAID


def today() -> date:
    """The day on which the reading is, or was, made."""
    return date.fromisoformat((_noted.get() or now())[TODAY])


def _zone_of_machine() -> str:
    """The name of the machine's time zone, where it has one."""
    link = str(Path("/etc/localtime").resolve())
    name = os.environ.get("TZ") or link.partition("/zoneinfo/")[2]
    try:
        return ZoneInfo(name).key if name else ""
    except (ZoneInfoNotFoundError, ValueError):
        return ""
