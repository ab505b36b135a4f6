"""The engine of a book: opened, locked down, kept from holding memory, closed.

Files of exports are not trusted: the engine is locked so that no statement can reach the disk
beyond the book and its scratch folder, load an extension, or change a setting but two.
"""

import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from weakref import WeakKeyDictionary, WeakSet

import duckdb

from data.book import crash_probe, error_messages, format_versions
from data.book.tables import statement

MEMORY_LIMIT = "2GB"
LITTLE = 16 << 20
"""Bytes that the engine is left with when it lets go of what it keeps of the file."""
LEAST, MOST, SHARE = 400, 2_000, 0.4
"""Megabytes that an import by a command may take: a share of its files, within these."""
PATIENCE = 2.0
"""Seconds that a question under way has when its handle is taken back."""
TIDIES = 100
"""Pieces of tables that the engine joins to larger ones when it writes the book; its own number."""

Handle = duckdb.DuckDBPyConnection
_within: WeakKeyDictionary[Handle, WeakSet[Handle]] = WeakKeyDictionary()
_guard = threading.Lock()


def within(handle: Handle) -> Handle:
    """A cursor of a handle for one use, with tables of its own, stopped where the handle is."""
    made = handle.cursor()
    with _guard:
        _within.setdefault(handle, WeakSet()).add(made)
    return made


def _stop(handle: Handle) -> None:
    """Interrupt what runs on a handle and on its cursors."""
    with _guard:
        busy = [handle, *_within.get(handle, ())]
    for one in busy:
        with suppress(duckdb.Error):
            one.interrupt()


def take_back(handle: Handle) -> None:
    """Close a handle; one that is in use in another thread is interrupted first."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            handle.close()
        except duckdb.Error:  # a busy one refuses to be closed
            _stop(handle)
            time.sleep(0.01)
        else:
            return


def close_all(connection: Handle, handles: Sequence[Handle]) -> None:
    """Close a connection with every cursor of it; while one is busy it refuses to be closed."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.close()
        except duckdb.ResourceInUseException:
            for handle in handles if time.monotonic() > until else ():
                _stop(handle)
            time.sleep(0.01)
        else:
            return


def _begin(path: Path) -> None:
    """Make the file of a new book whole before it has its name, so that a crash leaves no half."""
    fresh = path.parent / "tmp" / f"{path.name}.{os.getpid()}"
    fresh.unlink(missing_ok=True)
    try:
        duckdb.connect(
            fresh, config={"storage_compatibility_version": format_versions.STORAGE}
        ).close()
        with suppress(FileExistsError):
            os.link(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)


def connect(path: Path) -> Handle:
    """Open the file of a book, made when there is none. Raises Damaged, Busy, Refused."""
    try:
        if not path.exists():
            _begin(path)
        if crash_probe.kills(path):
            raise error_messages.damaged(path.parent)
        connection = duckdb.connect(path)
    except duckdb.Error as error:
        raise error_messages.opening(error, path.parent) from error
    path.chmod(0o600)
    return connection


def lock_down(connection: Handle, home: Path) -> None:
    """Set what holds for as long as it is open. The limit of memory can be set later, and how much
    is tidied up."""
    folder = str(home / "tmp").replace("'", "''")
    for setting in (
        f"temp_directory = '{folder}'",
        f"allowed_directories = ['{folder}']",
        f"memory_limit = '{MEMORY_LIMIT}'",
        f"threads = {os.cpu_count() or 1}",
        "python_enable_replacements = false",
        "autoinstall_known_extensions = false",
        "autoload_known_extensions = false",
        "allow_community_extensions = false",
        "enable_external_access = false",
        "allowed_configs = ['memory_limit', 'max_vacuum_tasks']",
        "lock_configuration = true",
    ):
        connection.execute(f"set {setting}")


def limit(connection: Handle, memory: str) -> None:
    """Let the engine hold no more than this, from now on."""
    connection.execute(f"set memory_limit = '{memory}'")


@contextmanager
def untidied(connection: Handle) -> Iterator[None]:
    """Joins no pieces of tables in the block: whoever writes the book next does.

    It would write all rows of the last versions again, with one core, while somebody waits.
    """
    connection.execute("set max_vacuum_tasks = 0")
    try:
        yield
    finally:
        with suppress(duckdb.Error):  # an engine that gave itself up is opened anew
            connection.execute(f"set max_vacuum_tasks = {TIDIES}")


def memory_for(size: int) -> str:
    """The memory that the engine gets for an import of so many bytes; beyond it the disk serves."""
    return f"{min(MOST, max(LEAST, round(SHARE * size / 1e6)))}MB"


def empty_cache(connection: Handle) -> None:
    """Let go of what the engine keeps of the file for the next question. It has no call for that.

    For who is alone with it: a question under way would find itself without memory. Rows that are
    not in the file yet stay: they would be put into the scratch folder, and where that cannot be
    written the engine tries for ever.
    """
    held = connection.execute(statement("warehouse/rows_held")).fetchall()[0][0]
    try:
        with suppress(duckdb.OutOfMemoryException):
            limit(connection, f"{held + LITTLE} bytes")
    finally:
        limit(connection, MEMORY_LIMIT)
