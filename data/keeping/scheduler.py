"""What a running Octant does by itself: looks into the inbox, heals, backs up, checks."""

import logging
import threading
import time
from collections.abc import Callable

import locales
from data.book.error_messages import TAKEN_BACK
from data.keeping import nightly
from data.keeping.inbox import Inbox
from data.refusal import Busy, Damaged
from data.warehouse import Warehouse

log = logging.getLogger("octant")

ROUND = 2.0
"""Seconds between two looks at the inbox and at the book."""
KEEPING = 600.0
"""Seconds between two looks at the age of the backups."""


class Keeper:
    """A thread that goes its rounds until it is stopped. Nothing that goes wrong ends it."""

    def __init__(self, opened: Callable[[], tuple[Warehouse, Inbox]]) -> None:
        """`opened` gives the book and its inbox as they are now; a restore opens them anew."""
        self._opened = opened
        self._stopped = threading.Event()
        self._kept_at = float("-inf")
        self._is_damaged = False
        self._failing: dict[str, str] = {}
        self._thread = threading.Thread(target=self._go, name="keeper", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End after what is under way."""
        self._stopped.set()
        self._thread.join()

    def _go(self) -> None:
        locales.use(locales.of_system())
        while not self._stopped.is_set():
            self._try("ask", self._ask)
            self._try("look", self._look)
            if time.monotonic() - self._kept_at > KEEPING:
                self._kept_at = time.monotonic()
                self._try("keep", lambda: nightly.keep(self._opened()[0]))
            self._stopped.wait(ROUND)

    def _ask(self) -> None:
        """A question heals an engine that has given itself up before a reader meets it."""
        with self._opened()[0].cursor():
            pass

    def _look(self) -> None:
        _book, inbox = self._opened()
        inbox.prepare()
        inbox.look()

    def _try(self, what: str, work: Callable[[], None]) -> None:
        """Do a part of the round. What fails again just so, every few seconds, is logged once."""
        try:
            work()
        except Damaged as damaged:  # the pages say it too; once is enough for the log
            if not self._is_damaged:
                log.error("%s", damaged)
            self._is_damaged = True
        except (Busy, *TAKEN_BACK):  # it is being replaced: a later round finds it
            return
        except Exception as error:
            if self._failing.get(what) != repr(error):
                log.exception("the keeper could not %s; it tries again every round", what)
            self._failing[what] = repr(error)
        else:
            self._failing.pop(what, None)
