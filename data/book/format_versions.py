"""Engine and tables that a book was last opened with; it is copied before either changes."""

import fcntl
import hashlib
import json
from functools import cache
from pathlib import Path

import duckdb

from data.book import backup_archive
from data.book.disk_space import need_room
from data.book.tables import SQL, creation, statement
from data.catalogue import KINDS
from data.clock import now
from data.ledger import FILE_NAME as LEDGER
from data.ledger import sync_folder

FILE_NAME = "format.json"
BOOK = "warehouse.duckdb"
BACKUPS = "backups"
STORAGE = "v1.5.0"
"""The oldest release of DuckDB that can open the files that we make."""

ColumnFormat = dict[str, str]


def texts() -> list[str]:
    """The statements that make all tables of a book."""
    later = sorted(path.read_text(encoding="utf-8") for path in SQL.glob("*/table.sql"))
    return [statement("schema"), *later, *(creation(kind) for kind in sorted(KINDS))]


@cache
def current() -> ColumnFormat:
    """The engine's release and the fingerprint of all our tables."""
    schema = hashlib.sha256("\n".join(texts()).encode()).hexdigest()[:16]
    return {"duckdb": duckdb.__version__, "schema_version": schema}


def of(home: Path) -> ColumnFormat:
    """The format that the book was last opened with; empty when it was never noted."""
    try:
        content = json.loads((home / FILE_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def stamp(home: Path) -> None:
    """Note that the book was opened with the current format."""
    if of(home) == current():
        return
    scratch = home / f".{FILE_NAME}.new"
    scratch.write_text(json.dumps(current()), encoding="utf-8")
    scratch.replace(home / FILE_NAME)


def keep_old(home: Path) -> Path | None:
    """Copy a book of another format as it lies there, so that the old release can open it."""
    book = home / BOOK
    if not book.exists() or of(home) == current() or not _is_free(book):
        return None
    folder = home / BACKUPS
    folder.mkdir(exist_ok=True, mode=0o700)
    files = {name: home / name for name in (BOOK, f"{BOOK}.wal", LEDGER)}
    members = {name: path for name, path in files.items() if path.exists()}
    about = {"what": "octant", "made_at": now().isoformat(), "format": of(home), "is_raw": True}
    target = folder / f"before-upgrade-{now():%Y%m%dT%H%M%S%f}.tar"
    scratch = folder / f".{target.name}.new"
    need_room(folder, sum(path.stat().st_size for path in members.values()))
    try:
        backup_archive.write(scratch, members, about)
        scratch.replace(target)
    finally:
        scratch.unlink(missing_ok=True)
    sync_folder(folder)
    return target


def _is_free(book: Path) -> bool:
    """Whether no other process has the file; one that has it is told so when it is opened."""
    with book.open("rb+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
    return True
