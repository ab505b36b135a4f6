"""The inbox: files that other systems put into a folder are taken in one by one.

A folder in it is a source: `inbox/erp/2026-09.csv` comes from the system `erp`, what lies in the
inbox itself from `main`. What loads moves to `loaded`, what is refused to `refused` with its
reasons beside it, and what needs an answer stays until somebody has loaded it by hand.
"""

import errno
import fcntl
import logging
import shutil
import signal
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from data import intake
from data.clock import now
from data.ledger import sync_file, sync_folder
from data.reading import Incoming, Wish
from data.refusal import Busy, Refused
from data.report import LISTED, Report
from data.warehouse import Warehouse
from locales import _

log = logging.getLogger("octant")

TAKER = "Octant (inbox)"
"""Who loads what comes by the inbox, as the history says it."""
QUIET = 2.0
"""Seconds for which a file must not have changed."""
PATIENCE = 60.0
"""Seconds after which what could not be loaded for now is tried again."""
UNFINISHED = (".part", ".partial", ".tmp", ".filepart", ".crdownload", ".swp")

OWN = ("loaded", "refused")
"""Folders of the inbox that are no sources."""
MAIN = "main"
MOST = 100
"""How many files of a source's inner folders are named."""

Print = tuple[int, int, int]
"""Inode, size and time of change: what tells that a file is still the same."""


@dataclass(frozen=True)
class Waiting:
    """A source's file that stays in the inbox, and why. `is_asked`: answers would let it load."""

    path: Path
    why: tuple[str, ...]
    is_asked: bool
    source: str = MAIN


@dataclass(frozen=True)
class _Tried:
    """A file as it was when it was tried, the version of the book then, and when to try again."""

    print: Print
    version: int
    until: float
    waiting: Waiting


class Inbox:
    """The inbox of one book. One thread looks; any may ask what waits."""

    def __init__(self, warehouse: Warehouse) -> None:
        self._warehouse = warehouse
        self.folder = warehouse.home / "inbox"
        self._seen: dict[Path, Print] = {}
        self._tried: dict[Path, _Tried] = {}

    def prepare(self) -> None:
        """Make the folders."""
        for folder in (self.folder, self.folder / "loaded", self.folder / "refused"):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def waiting(self) -> list[Waiting]:
        """What stays in the inbox, by name."""
        tried = dict(self._tried)
        waiting = [tried[path].waiting for path in sorted(tried) if path.exists()]
        return [*waiting, *self._too_deep()]

    def _too_deep(self) -> list[Waiting]:
        """Files in folders within a source: which source they are of, nobody has said."""
        found = []
        for folder in self._sources():
            within = (path for path in folder.glob("*/**/*") if path.is_file())
            for path in sorted(islice(within, MOST)):
                why = _(
                    "Folders within a source are not looked into. Do: move the file into {folder}."
                ).format(folder=f"inbox/{folder.name}")
                found.append(Waiting(path, (why,), is_asked=False, source=folder.name))
        return found

    def look(self) -> None:
        """Take in every file that is whole and has not been tried as it is."""
        found = dict(self._files())
        before, self._seen = self._seen, found
        self._tried = {path: t for path, t in self._tried.items() if path in found}
        for path, as_is in sorted(found.items()):
            if before.get(path) == as_is and self._is_due(path, as_is):
                self._take(path, as_is)

    def _files(self) -> Iterator[tuple[Path, Print]]:
        """The files of the inbox and of its sources that may be whole, and how they are now."""
        for path in (*self.folder.iterdir(), *self._files_of_sources()):
            if path.name.startswith((".", "~$")) or path.name.lower().endswith(UNFINISHED):
                continue
            as_is = _print(path)
            if as_is is not None:
                yield path, as_is

    def _files_of_sources(self) -> Iterator[Path]:
        for folder in self._sources():
            yield from folder.iterdir()

    def _sources(self) -> Iterator[Path]:
        """The folders of the inbox that are sources."""
        for folder in self.folder.iterdir() if self.folder.is_dir() else ():
            is_own = folder.name in OWN or folder.name.startswith(".")
            if not is_own and folder.is_dir() and not folder.is_symlink():
                yield folder

    def _source(self, path: Path) -> str:
        """The system that a file comes from: the folder that it lies in."""
        return MAIN if path.parent == self.folder else path.parent.name

    def _is_due(self, path: Path, as_is: Print) -> bool:
        tried = self._tried.get(path)
        if tried is None or tried.print != as_is or tried.version != self._warehouse.version():
            return True
        return time.monotonic() > tried.until

    def _take(self, path: Path, as_is: Print) -> None:
        """Load a file and put it where it belongs. Whatever comes of it, the next has its turn."""
        try:
            if _is_whole(path):
                self._settle(path, as_is, self._load(path))
        except Busy:
            return
        except Refused as refused:
            self._keep(path, as_is, (str(refused),), PATIENCE)
        except OSError as error:
            why = _(
                "The file could not be read, stored or moved away: {reason}. "
                "Do: see to that; it is tried again every minute."
            ).format(reason=error.strerror or error)
            self._keep(path, as_is, (why,), PATIENCE)
        except Exception:
            log.exception("a file of the inbox could not be read")
            sorry = _("Something unexpected went wrong; the log has the details.")
            self._keep(path, as_is, (sorry,), float("inf"))

    def _settle(self, path: Path, as_is: Print, report: Report) -> None:
        if report.status in ("loaded", "unchanged"):
            self._move(path, as_is, "loaded")
        elif report.status == "refused":
            target = self._move(path, as_is, "refused")
            if target is not None:
                reasons = "\n".join(_reasons(report)) + "\n"
                target.with_name(f"{target.name}.txt").write_text(reasons, encoding="utf-8")
        else:
            why = tuple(question.text for question in report.questions)
            self._keep(path, as_is, why, float("inf"), is_asked=True)

    def _load(self, path: Path) -> Report:
        proposal = intake.propose(
            self._warehouse, [Incoming(path.name, path)], Wish(source=self._source(path))
        )
        if proposal.ready:
            intake.confirm(self._warehouse, proposal, TAKER)
        return proposal.reports[0]

    def _keep(
        self,
        path: Path,
        as_is: Print,
        why: tuple[str, ...],
        patience: float,
        is_asked: bool = False,
    ) -> None:
        version = self._warehouse.version()
        until = time.monotonic() + patience
        self._tried[path] = _Tried(
            as_is, version, until, Waiting(path, why, is_asked, self._source(path))
        )

    def _move(self, path: Path, as_is: Print, where: str) -> Path | None:
        """Move a file out of the way, unless somebody has written another in its place."""
        if _print(path) != as_is:
            return None
        self._tried.pop(path, None)
        folder = self.folder / where
        if path.parent != self.folder:
            folder /= path.parent.name
            folder.mkdir(exist_ok=True, mode=0o700)
        target = folder / path.name
        if target.exists():
            target = target.with_name(f"{path.stem}-{now():%Y%m%dT%H%M%S%f}{path.suffix}")
        _rename(path, target)
        sync_folder(target.parent)
        sync_folder(path.parent)
        return target


def _print(path: Path) -> Print | None:
    """What tells a file from others; None for what is no file of its own (a link, a folder)."""
    try:
        found = path.lstat()
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _rename(path: Path, target: Path) -> None:
    """Move a file; its folder may be on another disk, as a share of another system is."""
    try:
        path.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        half = target.with_name(f".{target.name}.part")
        shutil.copy2(path, half)
        sync_file(half)
        half.rename(target)
        path.unlink()


def _is_whole(path: Path) -> bool:
    """Whether nobody is writing to a file any more, as far as the system can tell."""
    if time.time() - path.stat().st_mtime < QUIET:
        return False
    if not hasattr(fcntl, "F_SETLEASE"):
        return True
    with path.open("rb") as file:
        fcntl.fcntl(file, fcntl.F_SETSIG, signal.SIGURG)  # its default would end the process
        try:
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        except BlockingIOError:
            return False
        except OSError:  # a file system without leases, or another owner's file
            return True
        fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    return True


def _reasons(report: Report) -> Iterator[str]:
    yield _("{file} was refused; nothing of it was stored.").format(file=report.file)
    for problem in report.errors[:LISTED]:
        yield problem.sentence(report.file)
    more = report.errors_total - min(len(report.errors), LISTED)
    if more > 0:
        yield _("… and {n} more.").format(n=f"{more:,}")
