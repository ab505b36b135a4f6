"""The two warehouses that the server holds: the company's own, and the made-up one.

One process holds a warehouse file, and every session and thread of the server shares it: so the
handles live here, outside any session. The made-up company is shown until the first real import,
and made in the background when it is not there yet.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data import demo, warehouse
from data.commands import made_up
from data.home import demo_home, home
from data.keeping import recovery
from data.keeping.inbox import Inbox
from data.refusal import Away
from data.warehouse import Warehouse
from locales import _

log = logging.getLogger("octant")

PATIENCE = 2.0
"""Seconds that anybody waits for books that are being replaced."""


class House:
    """The warehouses of one home."""

    def __init__(self, at: Path) -> None:
        self.company_book = warehouse.current(at, recovery.opened)
        self.inbox = Inbox(self.company_book)
        self._demo: Warehouse | None = None
        self._lock = threading.Lock()
        self._maker: threading.Thread | None = None
        if not self.has_imports():
            self.demo()

    def has_imports(self) -> bool:
        """Whether something real was ever imported: then the made-up company gives way."""
        return self.company_book.version() > 0

    def demo(self) -> Warehouse:
        """The made-up company, opened on the first call; made in the background when empty."""
        with self._lock:
            if self._demo is None:
                self._demo = warehouse.current(demo_home(), recovery.opened)
                if self._demo.version() < demo.VERSIONS:  # never made, or not to the end
                    self._maker = threading.Thread(target=self._make, daemon=True)
                    self._maker.start()
            return self._demo

    def is_making(self) -> bool:
        """Whether the made-up company is still being made."""
        return self._maker is not None and self._maker.is_alive()

    def shown(self) -> Warehouse:
        """What the pages show."""
        return self.company_book if self.has_imports() else self.demo()

    def close(self) -> None:
        """Lets both files go."""
        if self._maker is not None:
            self._maker.join()
        for book in (self._demo, self.company_book):
            if book is not None:
                book.close()

    def _make(self) -> None:
        """Loads the made-up exports by the ordinary import; what is there already stays."""
        assert self._demo is not None
        try:
            made_up.fill(self._demo)
        except Exception:
            log.exception("the made-up company could not be made")
            raise


_houses: dict[Path, House] = {}
_opening = threading.Lock()


def current() -> House:
    """The house at OCTANT_HOME, opened on the first call.

    Raises Busy when another process has the book, Away while somebody here replaces it.
    """
    at = home().resolve()
    if not _opening.acquire(timeout=PATIENCE):
        raise Away(
            _("The book is being made anew or put back at this moment. Do: try again shortly.")
        )
    try:
        if at not in _houses:
            _houses[at] = House(at)
        return _houses[at]
    finally:
        _opening.release()


def ping() -> None:
    """Asks the shown warehouse for an answer; raises duckdb.Error when it has none."""
    with current().shown().cursor() as cursor:
        cursor.execute("select 1").fetchall()


def close() -> None:
    """Closes every house; the next call of `current` opens anew."""
    with aside():
        pass


@contextmanager
def aside() -> Iterator[None]:
    """Every house is closed and stays so for the length of this: for who replaces the books."""
    with _opening:
        for one in _houses.values():
            one.close()
        _houses.clear()
        yield
