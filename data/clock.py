"""The one clock. Nothing else asks the system what day it is, so tests can say it themselves."""

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def today() -> date:
    """The day of today where the business is (`OCTANT_TZ`); `OCTANT_TODAY` (ISO) says another."""
    said = os.environ.get("OCTANT_TODAY")
    if said:
        return date.fromisoformat(said)
    zone = os.environ.get("OCTANT_TZ")
    return datetime.now(ZoneInfo(zone) if zone else None).date()


def now() -> datetime:
    """This instant, aware, in UTC."""
    return datetime.now(UTC)
