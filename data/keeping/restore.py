"""A backup put back, with everything that was done since it was made."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from data import backup, ledger
from data.book import archive, atomic_replace, backup_archive
from data.keeping.rebuild import beyond_ledger, repeat, stay_alone, take_over
from data.keeping.verify import broken_lines, done_events, wrong_originals
from data.ledger import Event
from data.refusal import Refused
from data.warehouse import FILE_NAME, Warehouse
from locales import _, ngettext


@dataclass(frozen=True)
class Restored:
    """What was put back: when the backup was made (UTC), what was done again since, what was not.

    `lost`: why what came after the backup could not be done again, in plain sentences.
    """

    made_at: datetime
    version: int
    repeated: int
    lost: list[str]

    def sentences(self) -> list[str]:
        """The same in words."""
        said = _("The backup of {time} is put back; the newest version is {version}.").format(
            time=f"{self.made_at.astimezone():%Y-%m-%d %H:%M}", version=self.version
        )
        again = ngettext(
            "{n} later change was done again from the ledger and the originals.",
            "{n} later changes were done again from the ledger and the originals.",
            self.repeated,
        )
        missing = _("What was done after the backup could not be done again: {reason}")
        return [
            said,
            *([again.format(n=self.repeated)] if self.repeated else []),
            *(missing.format(reason=reason) for reason in self.lost),
        ]

    def to_json(self) -> dict[str, Any]:
        """As the command prints it."""
        return {**vars(self), "made_at": self.made_at.isoformat()}


def restore(home: Path, path: Path) -> Restored:
    """Put a backup in the place of the book, and do again what the ledger has beyond it.

    The book and ledger of before are kept beside the new ones. Raises Refused, with nothing
    changed, when the backup is damaged, and Busy when another process has the book open.
    """
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    _stop_at(backup.check(path, home))
    before = take_over(home)
    backup.sweep(home)
    with backup.unpacked(path, home) as (about, folder):
        _bring_originals(path, home)
        later, lost = _later(home, folder)
        told = max(done_events(home), done_events(folder), key=len)
        if unknown := beyond_ledger(home, told):
            text = _("the ledger does not know what the book held ({what})")
            lost.append(text.format(what=unknown))
        fresh = Path(tempfile.mkdtemp(dir=home, prefix="restore-"))
        try:
            version = _assemble(
                home, folder, fresh, later, keeps=bool(later) or _keeps(home, folder)
            )
            stay_alone(home, before)
            atomic_replace.replace(home, fresh)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return Restored(datetime.fromisoformat(about["made_at"]), version, len(later), lost)


def _assemble(home: Path, folder: Path, fresh: Path, later: list[Event], keeps: bool) -> int:
    """The book as it shall be in `fresh`, and its ledger unless the home keeps its own.

    Returns the newest version.
    """
    with backup.plainly(folder):
        version = _with_later(home, folder, later)
    if keeps:
        shutil.copyfile(home / ledger.FILE_NAME, folder / ledger.FILE_NAME)
    _stop_at(backup.disagreements(folder))
    names = [FILE_NAME] if keeps else [FILE_NAME, ledger.FILE_NAME]
    for name in names:
        shutil.move(folder / name, fresh / name)
        os.chmod(fresh / name, 0o600)
    return version


def _with_later(home: Path, folder: Path, later: list[Event]) -> int:
    """Do again in the unpacked book what came after it; its newest version then."""
    warehouse = Warehouse.open(folder)
    try:
        for event in later:
            repeat(warehouse, home, event)
        with warehouse.cursor() as cursor:
            cursor.execute("checkpoint")
        return warehouse.version()
    finally:
        warehouse.close()


def _stop_at(problems: list[str]) -> None:
    if problems:
        raise Refused(_("Nothing was restored. {problem}").format(problem=problems[0]))


def _keeps(home: Path, folder: Path) -> bool:
    """Whether nothing was done here since the backup: then this ledger stays as it is."""
    mine, theirs = _raw(home), _raw(folder)
    return bool(mine) and mine.startswith(theirs) and not _after(home, theirs)


def _raw(folder: Path) -> bytes:
    path = folder / ledger.FILE_NAME
    return path.read_bytes() if path.exists() else b""


def _after(home: Path, known: bytes) -> list[Event]:
    """What was done after the first lines of the ledger."""
    first = {line.digest for line in ledger.lines(home) if line.number <= known.count(b"\n")}
    done = ledger.intents(home, "done")
    return [event for digest, event in done if digest not in first]


def _later(home: Path, folder: Path) -> tuple[list[Event], list[str]]:
    """What the home's ledger has beyond the backup's, if it can be done again; else why not."""
    mine, theirs = _raw(home), _raw(folder)
    if theirs.startswith(mine):
        return [], []
    if not mine.startswith(theirs):
        return [], [_("The ledger here is not a later one of the backup's.")]
    later = _after(home, theirs)
    lost = [*broken_lines(home), *wrong_originals(home, later)]
    return ([], lost) if lost else (later, [])


def _bring_originals(path: Path, home: Path) -> None:
    """Put the originals of the backup where they are missing; each is known by its hash."""
    with backup_archive.opened(path) as (_about, pack):
        for name in pack.getnames():
            sha256 = name.removeprefix(backup_archive.ORIGINALS)
            target = archive.original(home, sha256)
            is_original = name != sha256 and backup_archive.is_hash(sha256)
            if not is_original or (target.exists() and archive.digest(target) == sha256):
                continue
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            scratch = target.with_suffix(".new")
            pack.extract(name, scratch)
            scratch.replace(target)
        if (home / "uploads").is_dir():
            ledger.sync_folder(home / "uploads")
