"""The DuckDB file of one book: opening, cursors, the one writer, closing."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from weakref import WeakSet

import duckdb

from data import ledger
from data.book import (
    atomic_replace,
    engine,
    error_messages,
    events,
    format_versions,
    memory_release,
    upgrade,
)
from data.book.commit import settle
from data.book.tables import statement
from data.home import prepare
from data.refusal import Busy, Damaged, Refused
from locales import _

__all__ = ["Busy", "Damaged", "Refused", "Warehouse", "current", "release"]

FILE_NAME = "warehouse.duckdb"

log = logging.getLogger("octant")


class Warehouse:
    """One open book. Safe to share between threads: each takes its own cursor."""

    def __init__(self, home: Path, connection: duckdb.DuckDBPyConnection) -> None:
        self.home = home
        self.path = home / FILE_NAME
        self._connection = connection
        self._guard = threading.Lock()
        self._healing = threading.Lock()
        self._writer = threading.Lock()
        self._importer: str | None = None
        self._is_closed = False
        self._handed: WeakSet[duckdb.DuckDBPyConnection] = WeakSet()

    @classmethod
    def open(cls, home: Path) -> "Warehouse":
        """The book in `home`, made when there is none. Raises Busy when another process has it."""
        prepare(home)
        atomic_replace.finish(home)
        format_versions.keep_old(home)
        warehouse = cls(home, engine.connect(home / FILE_NAME))
        try:
            warehouse._prepare()
            format_versions.stamp(home)
        except BaseException:
            warehouse.close()
            raise
        return warehouse

    def _prepare(self) -> None:
        engine.lock_down(self._connection, self.home)
        if missing := upgrade.steps(self._connection):
            with self.transaction() as connection:
                for step in missing:
                    upgrade.do(connection, step)
            self._connection.execute("checkpoint")
        settle(self)
        events.fill(self)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own for one use: `with warehouse.cursor() as c`.

        An engine that has given itself up (a disk full inside a checkpoint) is opened anew first.
        """
        with self._guard:
            connection = self._connection
        try:
            return self._hand_out(connection)
        except (duckdb.FatalException, duckdb.ConnectionException):
            if self._is_closed:
                raise
            self._open_anew(connection)
            return self._hand_out(self._connection)

    def _hand_out(self, connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
        with self._guard:
            if self._is_closed:
                raise duckdb.ConnectionException("the book is closed")
            made = connection.cursor()
            self._handed.add(made)
        made.execute("select 1").fetchall()
        return made

    def _open_anew(self, dead: duckdb.DuckDBPyConnection) -> None:
        """Take back every handle on an engine that answers no more, and open the file again."""
        with self._healing:
            if self._connection is not dead or self._is_closed:
                return
            log.error("the engine gave itself up; the book is opened anew")
            with self._guard:
                handles = [*self._handed, dead]
            for handle in handles:
                engine.take_back(handle)
            connection = engine.connect(self.path)
            engine.lock_down(connection, self.home)
            self._connection = connection

    @contextmanager
    def transaction(
        self, own: duckdb.DuckDBPyConnection | None = None, *, is_awaited: bool = False
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        """The one writer: committed when the block ends, rolled back when it raises.

        `own`: a cursor to write on, for who has tables of its own there; else a new one.
        `is_awaited`: somebody waits for it, so that the engine tidies up another time.
        """
        given = self.cursor() if own is None else nullcontext(own)
        with (
            self._writer,
            error_messages.plainly(self.home),
            given as connection,
            memory_release.beats(),
        ):
            connection.execute("begin transaction")
            try:
                yield connection
            except BaseException:
                with suppress(duckdb.Error):
                    connection.execute("rollback")
                raise
            with engine.untidied(connection) if is_awaited else nullcontext():
                self._commit(connection)

    def _commit(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Commit. Where that fails the file says what is true: it is opened anew.

        In files made for DuckDB 1.5 the engine goes on showing rows whose commit it has refused.
        """
        try:
            connection.execute("commit")
        except duckdb.Error:
            with suppress(Refused):
                self._open_anew(self._connection)
            raise

    @contextmanager
    def picture(self) -> Iterator[tuple[duckdb.DuckDBPyConnection, int]]:
        """A cursor that sees the book as it is now, whatever is written meanwhile.

        With it the length of the ledger in bytes at that moment: every change in the picture has
        its intent there, and no intent there is still on its way.
        """
        with self.cursor() as connection:
            with self._writer:
                connection.execute("begin transaction")
                connection.execute(statement("warehouse/newest_version")).fetchall()
                length = ledger.size(self.home)
            try:
                yield connection, length
            finally:
                with suppress(duckdb.Error):
                    connection.execute("rollback")

    def hold_back(self, size: int) -> None:
        """Take no more memory than files of `size` bytes need: for who is alone with the book."""
        engine.limit(self._connection, engine.memory_for(size))

    def give_back(self) -> bool:
        """Give back the memory that nobody uses; whether what is kept of the file went as well.

        It stays while somebody asks something.
        """
        with self._guard:
            is_idle = not self._is_closed and not self._handed
            if is_idle:
                with suppress(duckdb.Error):
                    engine.empty_cache(self._connection)
        memory_release.give_back()
        return is_idle

    @contextmanager
    def importing(self, who: str) -> Iterator[None]:
        """The import lock. Raises Busy, saying who has it, instead of waiting."""
        with self._guard:
            if self._importer is not None:
                raise Busy(
                    _("{who} is changing the data at this moment. Do: try again shortly.").format(
                        who=self._importer
                    )
                )
            self._importer = who
        try:
            yield
        finally:
            with self._guard:
                self._importer = None

    def version(self) -> int:
        """The newest data version, 0 while nothing is loaded."""
        with self.cursor() as connection:
            return int(connection.execute(statement("warehouse/newest_version")).fetchall()[0][0])

    def close(self) -> None:
        """Give the file back. Questions under way get a moment to end, then are stopped."""
        with self._healing:
            with self._guard:
                self._is_closed = True
                handles = [*self._handed]
            engine.close_all(self._connection, handles)
        with _opening:
            if _open.get(self.home) is self:
                del _open[self.home]


_open: dict[Path, Warehouse] = {}
_opening = threading.RLock()  # a book that fails while it opens is closed by the same thread


def current(home: Path, opened: Callable[[Path], Warehouse] = Warehouse.open) -> Warehouse:
    """The one handle of this process on the book in `home`, opened at the first call."""
    home = home.absolute()
    with _opening:
        if home not in _open:
            _open[home] = opened(home)
        return _open[home]


def release(home: Path) -> None:
    """Give back this process's handle on the book in `home`, if it has one."""
    with _opening:
        held = _open.get(home.absolute())
    if held is not None:
        held.close()
