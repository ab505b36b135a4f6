"""The one clock. Nothing else asks the system what day it is, so tests can say it themselves."""

import os
from datetime import UTC, date, datetime


def today() -> date:
    """The local day of today; `OCTANT_TODAY` (an ISO date) says another."""
    said = os.environ.get("OCTANT_TODAY")
    return date.fromisoformat(said) if said else datetime.now().date()


def now() -> datetime:
    """This instant, aware, in UTC."""
    return datetime.now(UTC)
