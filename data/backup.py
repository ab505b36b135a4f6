"""Backups: one file each, with the book, its ledger and (outside the home) all originals.

A backup inside the home leaves the originals out, since they lie beside it and never change. It
counts as a backup once it was opened again and agreed with its ledger.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from data import ledger
from data.book import archive, backup_archive, error_messages, format_versions
from data.book.backup_archive import ORIGINALS, About, Archive
from data.book.disk_space import need_room
from data.book.tables import statement
from data.clock import now
from data.keeping.verify import (
    broken_lines,
    done_events,
    wrong_entries,
    wrong_orders,
    wrong_versions,
)
from data.refusal import Refused
from data.warehouse import FILE_NAME, Warehouse
from locales import _

KEPT = 7
"""How many of its daily backups Octant keeps."""
STRANGE = (duckdb.Error, LookupError, ValueError, TypeError, ArithmeticError, RecursionError)
"""What a book that is none of ours, or holds what we never wrote, leads to."""
ASKED, DAILY = "octant-", "octant-daily-"
"""How the names of backups begin: those that somebody asked for, and those of every day."""


@dataclass(frozen=True)
class Backup:
    """A backup that lies in a folder; `made_at` in UTC, `size` in bytes."""

    path: Path
    made_at: datetime
    version: int
    size: int


def folder_of(home: Path) -> Path:
    """Where Octant's own backups go: `OCTANT_BACKUPS`, else a folder in the home."""
    said = os.environ.get("OCTANT_BACKUPS")
    return Path(said) if said else home / format_versions.BACKUPS


def back_up(warehouse: Warehouse, folder: Path, is_daily: bool = False) -> Path:
    """Write a backup into a folder, while the book is in use; its path.

    Those that Octant makes by itself every day bear another name, and are thinned out. Raises
    Refused, with nothing left behind, when it does not agree with its ledger.
    """
    home = warehouse.home
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = DAILY if is_daily else ASKED
    target = folder / f"{name}{now():%Y%m%dT%H%M%S%f}.tar"
    scratch = folder / f".{target.name}.new"
    try:
        with tempfile.TemporaryDirectory(dir=home / "tmp", prefix="backup-") as room:
            _write(warehouse, Path(room), scratch)
        if problems := check(scratch, home):
            raise Refused(_("No backup was made. {problem}").format(problem=problems[0]))
        scratch.replace(target)
    finally:
        scratch.unlink(missing_ok=True)
    ledger.sync_folder(folder)
    return target


def newest(folder: Path) -> Backup | None:
    """The newest backup of a folder, if there is one; what a wrong clock dated ahead comes last."""
    found = backups(folder)
    until_now = [backup for backup in found if backup.made_at <= now()]
    return next(iter([*until_now, *found]), None)


def backups(folder: Path) -> list[Backup]:
    """The backups of a folder, newest first. What is none is left out."""
    found = []
    for path in folder.glob(f"{ASKED}*.tar"):
        try:
            with backup_archive.opened(path) as (about, _pack):
                made_at = datetime.fromisoformat(about["made_at"])
                found.append(Backup(path, made_at, about["version"], path.stat().st_size))
        except (Refused, OSError, KeyError):
            continue
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)


def thin_out(folder: Path) -> None:
    """Let the oldest of the daily backups go."""
    daily = [backup.path for backup in backups(folder) if backup.path.name.startswith(DAILY)]
    for old in daily[KEPT:]:
        old.unlink(missing_ok=True)


def sweep(home: Path) -> None:
    """Throw away what backups, restores and rebuilds left half done when the power went."""
    halves = [
        *(home / "tmp").glob("backup-*"),
        *(home / "tmp").glob("inbox-*"),
        *home.glob("restore-*"),
        *home.glob("rebuild-*"),
    ]
    for rest in halves:
        shutil.rmtree(rest, ignore_errors=True)
    for rest in folder_of(home).glob(f".{ASKED}*.tar.new"):
        rest.unlink(missing_ok=True)


def check(path: Path, home: Path) -> list[str]:
    """What does not agree in a backup, in plain sentences; `home` lends the room to open it."""
    try:
        with backup_archive.opened(path) as (_about, pack):
            need_room(home, sum(map(pack.size, lacking(pack, home))))
            decayed = list(pack.problems())
        if decayed:
            return decayed
        with unpacked(path, home) as (_about, folder):
            return disagreements(folder)
    except Refused as refused:
        return [str(refused)]


def lacking(pack: Archive, home: Path) -> list[str]:
    """The members that are written when a backup is put back: all but the originals in the home."""
    return [
        name
        for name in pack.getnames()
        if not (name.startswith(ORIGINALS) and _is_there(home, name.removeprefix(ORIGINALS)))
    ]


def _is_there(home: Path, sha256: str) -> bool:
    return backup_archive.is_hash(sha256) and archive.original(home, sha256).exists()


@contextmanager
def unpacked(path: Path, home: Path) -> Iterator[tuple[About, Path]]:
    """Book and ledger of a backup in a folder of their own below `home`, ready to be opened.

    Raises Refused when the backup is damaged, or there is no room for it.
    """
    (home / "tmp").mkdir(parents=True, exist_ok=True, mode=0o700)
    with (
        backup_archive.opened(path) as (about, pack),
        tempfile.TemporaryDirectory(dir=home / "tmp", prefix="backup-") as name,
    ):
        folder = Path(name)
        wanted = (FILE_NAME, f"{FILE_NAME}.wal", ledger.FILE_NAME)
        members = [member for member in pack.getnames() if member in wanted]
        need_room(home, sum(map(pack.size, members)))
        for member in members:
            pack.extract(member, folder / member)
        format_versions.stamp(folder)
        yield about, folder


def disagreements(folder: Path) -> list[str]:
    """Where a book and the ledger beside it do not agree; originals are not looked at."""
    with plainly(folder):
        warehouse = Warehouse.open(folder)
        try:
            done = done_events(folder)
            with warehouse.cursor() as cursor:
                return [
                    *broken_lines(folder),
                    *wrong_versions(cursor, done),
                    *wrong_entries(cursor, done),
                    *wrong_orders(cursor),
                ]
        finally:
            warehouse.close()


@contextmanager
def plainly(folder: Path) -> Iterator[None]:
    """A book that comes from anywhere may hold other tables than ours: whatever that leads to is
    raised as a refusal."""
    try:
        yield
    except STRANGE as error:
        if isinstance(error, duckdb.Error) and (told := error_messages.in_words(error, folder)):
            raise told from error
        text = _("The book in it is not one that this Octant can read ({error}).")
        raise Refused(text.format(error=type(error).__name__)) from error


def _write(warehouse: Warehouse, folder: Path, target: Path) -> None:
    """Take a picture of the book and pack it."""
    home = warehouse.home
    book, told = folder / FILE_NAME, folder / ledger.FILE_NAME
    need_room(home, 2 * warehouse.path.stat().st_size)
    with warehouse.picture() as (cursor, length):
        quoted = str(book).replace("'", "''")
        name = folder.name.replace("-", "_")
        cursor.execute(
            f"attach '{quoted}' as \"{name}\" (storage_version '{format_versions.STORAGE}')"
        )
        cursor.execute(f'copy from database "{warehouse.path.stem}" to "{name}"')
        version = int(cursor.execute(statement("warehouse/newest_version")).fetchall()[0][0])
        cursor.execute("commit")
        cursor.execute(f'detach "{name}"')
    with told.open("wb") as file:
        file.write(_ledger(home, length))
    members = {FILE_NAME: book, ledger.FILE_NAME: told}
    about = {
        "what": "octant",
        "made_at": now().isoformat(),
        "version": version,
        "format": format_versions.current(),
    }
    if not target.resolve().is_relative_to(home.resolve()):
        originals = _originals(home, folder)
        need_room(target.parent, sum(path.stat().st_size for path in originals.values()))
        members |= originals
    need_room(target.parent, book.stat().st_size)
    backup_archive.write(target, members, about)


def _ledger(home: Path, length: int) -> bytes:
    if length == 0:
        return b""
    with (home / ledger.FILE_NAME).open("rb") as file:
        return file.read(length)


def _originals(home: Path, folder: Path) -> dict[str, Path]:
    """Every original that the ledger names and that is there."""
    events = [line.event for line in ledger.lines(folder)]
    named = {file["sha256"] for event in events for file in event.get("files", ())}
    paths = {f"{ORIGINALS}{sha256}": archive.original(home, sha256) for sha256 in sorted(named)}
    return {name: path for name, path in paths.items() if path.exists()}
