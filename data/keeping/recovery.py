"""A book opened after a crash that damaged its log: the ledger knows what the log held.

The engine refuses such a log, or drops what follows the damage without a word. One that it refuses
is kept aside; what the ledger has beyond the book is done again from the originals.
"""

import logging
from pathlib import Path

from data.book import atomic_replace
from data.book.commit import is_there
from data.clock import now
from data.keeping.rebuild import repeat
from data.keeping.verify import (
    broken_lines,
    done_events,
    wrong_entries,
    wrong_originals,
    wrong_versions,
)
from data.ledger import Event
from data.refusal import Damaged, Refused
from data.warehouse import FILE_NAME, Warehouse

log = logging.getLogger("octant")


def opened(home: Path) -> Warehouse:
    """The book in `home`, healed where its log lost something.

    Raises Damaged when the book itself cannot be read, Busy when another process has it. Where
    the healing stops halfway the book disagrees with its ledger, which pages and commands say.
    """
    left = home / f"{FILE_NAME}.wal"
    if not left.exists():
        return Warehouse.open(home)
    try:
        warehouse = Warehouse.open(home)
    except Damaged:
        warehouse = _without_log(home, left)
    try:
        _catch_up(warehouse)
    except Refused as refused:
        log.error("what the log of %s had lost could not be done again: %s", home, refused)
    return warehouse


def _without_log(home: Path, left: Path) -> Warehouse:
    """The book as it was before its log, which is kept aside."""
    kept = atomic_replace.kept_as(home / FILE_NAME, f"{now():%Y%m%dT%H%M%S%f}")
    kept = left.rename(kept.with_name(f"{kept.name}.wal"))
    try:
        warehouse = Warehouse.open(home)
    except BaseException:
        kept.rename(left)
        raise
    log.warning("the log %s could not be read", kept)
    return warehouse


def _catch_up(warehouse: Warehouse) -> None:
    """Do again what the ledger has beyond the book, and check what came of it."""
    home = warehouse.home
    done = done_events(home)
    later = [e for e in _beyond(done, warehouse.version()) if not _is_there(warehouse, e)]
    if not later:
        return
    _stop_at([*broken_lines(home), *wrong_originals(home, later)])
    for event in later:
        repeat(warehouse, home, event)
    with warehouse.cursor() as cursor:
        _stop_at([*wrong_versions(cursor, done), *wrong_entries(cursor, done)])
        cursor.execute("checkpoint")
    log.warning("%d changes of %s were done again from the ledger", len(later), home)


def _beyond(done: list[Event], version: int) -> list[Event]:
    """The events after the one that made the newest version of the book."""
    made = [number for number, event in enumerate(done, 1) if event.get("version") == version]
    return done[made[-1] if made else 0 :]


def _is_there(warehouse: Warehouse, event: Event) -> bool:
    with warehouse.cursor() as cursor:
        return is_there(cursor, event)


def _stop_at(problems: list[str]) -> None:
    if problems:
        raise Refused(problems[0])
