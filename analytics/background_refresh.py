"""Keeps the months of the book shown up to date while the server runs, after each import."""

import logging
import threading
from collections.abc import Callable

from analytics import book, snapshot_upkeep
from analytics.scope import Scope
from data.book.error_messages import TAKEN_BACK
from data.refusal import Busy, Damaged
from data.warehouse import Warehouse

log = logging.getLogger("octant")

ROUND = 5.0
"""Seconds between two looks."""
PATIENCE = 2.0
"""Seconds that the months under way have when the server ends: the next one makes them."""


class Follower:
    """A thread that looks whether the book changed. Nothing that goes wrong ends it."""

    def __init__(self, opened: Callable[[], Warehouse]) -> None:
        """`opened` gives the book as it is now; a restore opens it anew."""
        self._opened = opened
        self._seen: object = None
        self._is_tidy = True
        self._failing = ""
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._go, name="follower", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End. What is under way has a moment; what takes longer ends where its book is closed."""
        self._stopped.set()
        self._thread.join(PATIENCE)

    def _go(self) -> None:
        while not self._stopped.wait(ROUND):
            try:
                self._look()
            except (Busy, Damaged, *TAKEN_BACK):  # the pages say it; a later round finds it well
                continue
            except Exception as error:
                if self._failing != repr(error):  # every few seconds: once is enough for the log
                    log.exception("the months could not be brought up to date")
                self._failing = repr(error)
            else:
                self._failing = ""

    def _look(self) -> None:
        """Bring the months up to date; what that took goes back in a round when nobody asks."""
        warehouse = self._opened()
        size = (warehouse.home / "ledger.jsonl").stat().st_size if warehouse.version() else 0
        now = (warehouse, size)
        if size and now != self._seen:
            look(warehouse)
            self._seen, self._is_tidy = now, False
        self._is_tidy = self._is_tidy or warehouse.give_back()


def look(warehouse: Warehouse) -> int:
    """Bring the months up to date by the ruler in force, moving and frozen; how many were made."""
    with warehouse.cursor() as cursor:
        settled = book.settle(cursor, Scope())
        rulers = [settled, book.moving(cursor, settled), book.frozen(cursor, settled)]
    return snapshot_upkeep.keep(warehouse, list(dict.fromkeys(rulers)))
