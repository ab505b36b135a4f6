"""What a reading depends on besides its files: noted with each import, so that it can be redone.

Among it is the level of the reader. A replay reads with the level that its import noted: it asks no
question and applies no mapping, currency, fill-down, header or width rule that came later.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from data import clock

ZONE, CURRENCY, TODAY, READER = "zone", "currency", "today", "reader"
FIRST, MEANING = 1, 2
"""Levels: of imports that note none; of readers that judge what a row means (cancelled, returned,
repeated totals, units), map by evidence, and read more layouts."""
LEVEL = MEANING
"""The level of this reader. Raise it with the first rule that would read a loaded file otherwise,
and let that rule hold only where `reads_at` its level."""
CURRENCIES, BETWEEN = "currencies", "\x1f"
"""Those that the book sells in, its own first, where they are several; noted by whoever knows."""
_noted: ContextVar[Mapping[str, str] | None] = ContextVar("noted", default=None)


def now() -> dict[str, str]:
    """The business's time zone, the currency of its book ("": none is set), and today."""
    return {
        ZONE: os.environ.get("OCTANT_TZ") or _zone_of_machine(),
        CURRENCY: os.environ.get("OCTANT_CURRENCY", ""),
        TODAY: clock.today().isoformat(),
        READER: str(LEVEL),
    }


def of_first_level() -> dict[str, str]:
    """What a replay takes for noted where its import noted nothing."""
    return now() | {READER: str(FIRST)}


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


def reads_at(level: int) -> bool:
    """Whether the rules that came with this level hold: they do not in a replay of before."""
    return int((_noted.get() or now()).get(READER, FIRST)) >= level


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
