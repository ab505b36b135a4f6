"""One after the other, in the order in which they came; who waits is shown the place."""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from locales import _

Progress = Callable[[float, str], None]
TICK = 0.2
"""Seconds between two reports to who waits."""


class Turns:
    """A lock that is given in the order in which it was asked for."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._line: deque[object] = deque()
        """Who has the turn, then those who wait."""

    @contextmanager
    def turn(self, progress: Progress) -> Iterator[None]:
        """Wait for the turn and hold it within the block.

        A `progress` that raises while it waits leaves the line.
        """
        ticket = object()
        with self._changed:
            self._line.append(ticket)
        try:
            while place := self._place(ticket):
                text = _("You are number {n} in the queue").format(n=place)
                progress(0.0, text)
            yield
        finally:
            with self._changed:
                self._line.remove(ticket)
                self._changed.notify_all()

    def _place(self, ticket: object) -> int:
        """How many have to end before it is this one's turn; waits a little where it is not."""
        with self._changed:
            place = self._line.index(ticket)
            if place:
                self._changed.wait(TICK)
                place = self._line.index(ticket)
            return place
