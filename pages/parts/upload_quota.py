"""How much of what people upload is held at once: for each browser tab, and in all.

What is held is asked of those who hold it (Streamlit's memory, the uploads on disk), so nothing has
to be told when it goes; only what is still on its way is counted here. A tab that was closed holds
nothing for long: its files go after a while, and at once when somebody needs the room.
"""

import os
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from data.refusal import Refused
from locales import _

VARIABLE = "OCTANT_UPLOAD_LIMIT"
DEFAULT = 1_000_000_000
UNITS = {"": 0, "B": 0, "KB": 3, "K": 3, "MB": 6, "M": 6, "GB": 9, "G": 9}
"""Power of ten of each unit."""
TABS = 2
"""One tab may hold the room of all divided by this: none shuts out all others."""
LEAST = 1 << 16
"""Bytes that a file counts at the least: names and small pieces take room too."""
PATIENCE = 120.0
"""Seconds for which a tab that lost its connection may come back to its files; Streamlit's own."""
MB = 1_000_000


class Holder(Protocol):
    """Who holds uploads of a tab."""

    def sizes(self) -> Mapping[str, int]:
        """Bytes held, by tab."""

    def let_go(self, tab: str) -> None:
        """Hold nothing of this tab any more; what is just being stored may stay till it is."""


def limit() -> int:
    """Bytes of all uploads together: `OCTANT_UPLOAD_LIMIT`, else 1 GB. Raises Refused."""
    text = os.environ.get(VARIABLE, "").strip().upper()
    if not text:
        return DEFAULT
    number = text.rstrip("BGKM ")
    unit = text.removeprefix(number).strip()
    digits = number.replace(".", "", 1)
    if unit not in UNITS or not (digits.isascii() and digits.isdigit()):
        raise Refused(
            _("{name}={text} is no size. Do: write it in bytes, or as 500MB or 2GB.").format(
                name=VARIABLE, text=text
            )
        )
    return int(Decimal(number).scaleb(UNITS[unit]))


@dataclass
class Quota:
    """The room for uploads. `is_open`: whether a tab is there; `clock`: seconds."""

    holders: list[Holder]
    is_open: Callable[[str], bool]
    clock: Callable[[], float] = time.monotonic
    _coming: dict[str, int] = field(default_factory=dict)
    _gone_at: dict[str, float] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def take(self, tab: str, size: int) -> None:
        """Count bytes that come for a tab. Raises Refused, with nothing counted, beyond the room.

        What closed tabs hold makes way.
        """
        with self._lock:
            of_all, held = limit(), self._held()
            if held.get(tab, 0) + size > of_all // TABS:
                raise Refused(_too_much_in_tab(of_all // TABS))
            for other in self._closed(held):
                if sum(held.values()) + size <= of_all:
                    break
                self._let_go(other)
                held = self._held()
            if sum(held.values()) + size > of_all:
                raise Refused(_too_much_in_all(of_all))
            self._coming[tab] = self._coming.get(tab, 0) + size

    def give(self, tab: str, size: int) -> None:
        """Bytes that were counted by `take` are on their way no more."""
        with self._lock:
            left = self._coming.get(tab, 0) - size
            if left > 0:
                self._coming[tab] = left
            else:
                self._coming.pop(tab, None)

    def check(self, tab: str, size: int) -> None:
        """Raises Refused when so many bytes more have no room; counts nothing."""
        self.take(tab, size)
        self.give(tab, size)

    def sweep(self) -> None:
        """Let go of what tabs hold that were closed a while ago."""
        with self._lock:
            held = self._held()
            now = self.clock()
            self._gone_at = {tab: at for tab, at in self._gone_at.items() if tab in held}
            for tab in held:
                if self.is_open(tab):
                    self._gone_at.pop(tab, None)
                elif now - self._gone_at.setdefault(tab, now) >= PATIENCE:
                    self._let_go(tab)

    def _closed(self, held: Mapping[str, int]) -> list[str]:
        """Tabs that are not there, those that went first in front."""
        gone = [tab for tab in held if not self.is_open(tab)]
        return sorted(gone, key=lambda tab: self._gone_at.get(tab, float("inf")))

    def _let_go(self, tab: str) -> None:
        for holder in self.holders:
            holder.let_go(tab)
        self._gone_at.pop(tab, None)

    def _held(self) -> dict[str, int]:
        held = dict(self._coming)
        for holder in self.holders:
            for tab, size in holder.sizes().items():
                held[tab] = held.get(tab, 0) + size
        return held


def _too_much_in_tab(size: int) -> str:
    return _(
        "There is no room for the file: what is dropped here may take {n} MB together. "
        "Do: load or clear the files that are here, then drop the others; `python -m data load` "
        "takes files of any size."
    ).format(n=f"{size // MB:,}")


def _too_much_in_all(size: int) -> str:
    return _(
        "There is no room for the file: everybody's uploads may take {n} MB together. "
        "Do: try again when others have loaded theirs, or load it with `python -m data load`."
    ).format(n=f"{size // MB:,}")
