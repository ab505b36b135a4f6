"""The inbox: files that other systems put into a folder are taken in one by one.

A folder in it is a source: `inbox/erp/2026-09.csv` comes from the system `erp`, what lies in the
inbox itself from `main`. What loads moves to `loaded`, what is refused to `refused` with its
reasons beside it, and what needs an answer stays until somebody has loaded it by hand.
"""

import logging
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data import intake
from data.clock import now
from data.ingest.model import InputFile, ReadOptions, name_of
from data.keeping.inbox_files import (
    Changing,
    Print,
    beside,
    carry,
    copied,
    fingerprint,
    folder_for,
    for_owner_alone,
    give_back,
    strange,
    write_new,
)
from data.keeping.inbox_messages import MAIN, Waiting, in_words, reasons, too_deep
from data.ledger import sync_folder
from data.refusal import Busy, Refused
from data.report import Report
from data.warehouse import Warehouse
from locales import _

log = logging.getLogger("octant")

TAKER = "Octant (inbox)"
"""Who loads what comes by the inbox, as the history says it."""
PATIENCE = 60.0
"""Seconds after which what could not be loaded for now is tried again."""
UNFINISHED = (".part", ".partial", ".tmp", ".filepart", ".crdownload", ".swp")

UNASKED = {"same_data": "skip"}
"""What is not asked: an export that is made anew every night and says the same changes nothing."""

OWN = ("loaded", "refused")
"""Folders of the inbox that are no sources."""


@dataclass(frozen=True)
class _Settled:
    """Where a file belongs that was taken in or refused, and why it was refused."""

    folder: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Tried:
    """A file as it was when it was tried, the version of the book then, and when to try again.

    `settled`: it is settled and could not be moved out of the way.
    """

    print: Print
    version: int
    until: float
    waiting: Waiting
    settled: _Settled | None = None


class Inbox:
    """The inbox of one book. One thread looks; any may ask what waits."""

    def __init__(self, warehouse: Warehouse) -> None:
        self._warehouse = warehouse
        self.folder = warehouse.home / "inbox"
        self._seen: dict[Path, Print] = {}
        self._tried: dict[Path, _Tried] = {}
        self._shut: dict[Path, str] = {}
        self._strange: dict[Path, str] = {}

    def prepare(self) -> None:
        """Make the folders."""
        self.folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder.mkdir(exist_ok=True, mode=0o700)
        for name in OWN:
            folder_for(self.folder / name)

    def waiting(self) -> list[Waiting]:
        """What stays in the inbox, by name."""
        tried = dict(self._tried)
        waiting = [tried[path].waiting for path in sorted(tried) if path.exists()]
        shut = [
            Waiting(folder, (why,), False, self._source(folder / "file"), is_file=False)
            for folder, why in sorted(dict(self._shut).items())
        ]
        odd = [
            Waiting(path, (why,), False, self._source(path), is_file=False)
            for path, why in sorted(dict(self._strange).items())
        ]
        return [*waiting, *shut, *odd, *too_deep(self._sources())]

    def look(self) -> None:
        """Take in every file that is whole and has not been tried as it is."""
        found = dict(self._files())
        before, self._seen = self._seen, found
        self._tried = {path: t for path, t in self._tried.items() if path in found}
        for path, as_is in sorted(found.items()):
            if before.get(path) == as_is and self._is_due(path, as_is):
                self._try(path, as_is)

    def _files(self) -> Iterator[tuple[Path, Print]]:
        """The files of the inbox and of its sources that may be whole, and how they are now."""
        self._shut, odd = {}, {}
        folders = (self.folder, *self._sources())
        for path in [path for folder in folders for path in self._listed(folder)]:
            if path.name.startswith((".", "~$")) or path.name.lower().endswith(UNFINISHED):
                continue
            as_is = fingerprint(path)
            if as_is is not None:
                yield path, as_is
            elif why := strange(path):
                odd[path] = why
        self._strange = odd

    def _listed(self, folder: Path) -> list[Path]:
        """What lies in a folder; one that cannot be looked into is named."""
        try:
            return sorted(folder.iterdir())
        except FileNotFoundError:
            return []
        except OSError as error:
            self._shut[folder] = in_words(error)
            return []

    def _sources(self) -> Iterator[Path]:
        """The folders of the inbox that are sources."""
        for folder in self._listed(self.folder):
            is_own = folder.name in OWN or folder.name.startswith(".")
            if not is_own and folder.is_dir() and not strange(folder):
                yield folder

    def _source(self, path: Path) -> str:
        """The system that a file comes from: the folder that it lies in."""
        return MAIN if path.parent == self.folder else name_of(path.parent)

    def _is_due(self, path: Path, as_is: Print) -> bool:
        tried = self._tried.get(path)
        if tried is None or tried.print != as_is:
            return True
        has_moved_on = tried.version != self._warehouse.version() and tried.settled is None
        return has_moved_on or time.monotonic() > tried.until

    def _try(self, path: Path, as_is: Print) -> None:
        """Take a file in and move it away; what the system refuses of it concerns no other file."""
        tried = self._tried.get(path)
        settled = tried.settled if tried is not None and tried.print == as_is else None
        try:
            if settled is None:
                with copied(path, self.folder, as_is, self._warehouse.home / "tmp") as copy:
                    settled = self._take(path, copy, as_is)
            if settled is not None:
                self._move(path, as_is, settled)
        except (FileNotFoundError, Changing):  # taken out meanwhile, or not yet at rest
            return
        except Refused as refused:
            self._keep(path, as_is, (str(refused),), PATIENCE)
        except OSError as error:
            self._keep(path, as_is, (in_words(error),), PATIENCE, settled=settled)

    def _take(self, path: Path, copy: Path, as_is: Print) -> _Settled | None:
        """Load what was copied of a file; where the file belongs now, None where it stays."""
        try:
            report = self._load(InputFile(name_of(path), copy), self._source(path))
        except Busy:
            return None
        except Refused as refused:
            self._keep(path, as_is, (str(refused),), PATIENCE)
            return None
        except OSError:
            raise
        except Exception:  # the next file must not wait for what nobody expected of this one
            log.exception("a file of the inbox could not be read")
            sorry = _("Something unexpected went wrong; the log has the details.")
            self._keep(path, as_is, (sorry,), float("inf"))
            return None
        if report.status in ("loaded", "unchanged"):
            return _Settled("loaded")
        if report.status == "refused":
            return _Settled("refused", tuple(reasons(report)))
        why = tuple(question.text for question in report.questions)
        self._keep(path, as_is, why, float("inf"), is_asked=True)
        return None

    def _load(self, file: InputFile, source: str) -> Report:
        options = ReadOptions(source=source, answers=UNASKED)
        proposal = intake.propose(self._warehouse, [file], options)
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
        settled: _Settled | None = None,
    ) -> None:
        version = self._warehouse.version()
        until = time.monotonic() + patience
        waiting = Waiting(path, why, is_asked, self._source(path))
        self._tried[path] = _Tried(as_is, version, until, waiting, settled)

    def _move(self, path: Path, as_is: Print, settled: _Settled) -> None:
        """Move a file out of the way, unless somebody has written another in its place."""
        if fingerprint(path) != as_is:
            return
        folder = self.folder / settled.folder
        if path.parent != self.folder:
            folder = folder_for(folder) / path.parent.name
        target = folder_for(folder) / path.name
        if os.path.lexists(target):
            target = beside(target, f"-{now():%Y%m%dT%H%M%S%f}", path.suffix)
        if settled.reasons:
            text = "".join(f"{reason}\n" for reason in settled.reasons)
            write_new(beside(target, path.suffix, ".txt"), text)
        moved = carry(path, target)
        self._tried.pop(path, None)
        if moved == as_is:
            for_owner_alone(target)
        else:  # exchanged in the last moment: nobody has read it
            give_back(target, path)
        sync_folder(target.parent)
        sync_folder(path.parent)
