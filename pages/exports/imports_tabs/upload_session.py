"""The desk on which uploaded files lie until they are confirmed.

Uploads are moved to disk at once and the browser's copies let go. The files of one kind make a
pile; a pile is read again only when what was said about it (kind, mapping, answers) changes.
"""

import secrets
import shutil
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from data.ingest.model import InputFile, ReadOptions
from data.intake import Proposal
from pages.exports.imports_tabs.jobs import Job

A_DAY = 24 * 60 * 60


@dataclass
class Pile:
    """The files of one kind, what was said about them, and what was read from them.

    `sets_aside`: bad rows are set aside. `asks_again`: earlier answers do not hold.
    `rounds`: how often the questions were asked again.
    """

    kind: str | None
    files: list[InputFile]
    mapping: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    sets_aside: bool = False
    asks_again: bool = False
    rounds: int = 0
    asked: tuple[ReadOptions, int] | None = None
    reading: Job[Proposal] | None = None

    @property
    def name(self) -> str:
        """A name for the keys of its widgets."""
        return self.kind or "unknown"


@dataclass
class Desk:
    """What one person has uploaded and not yet confirmed.

    `loading` is the import once it is confirmed, `loaded` what of it is stored, pile by pile;
    `is_reported`: the page around knows that it is over.
    """

    folder: Path
    source: str = "main"
    mode: str = "replace"
    round: int = 0
    piles: list[Pile] = field(default_factory=list)
    loading: Job[list[Proposal]] | None = None
    loaded: list[Proposal] = field(default_factory=list)
    is_reported: bool = False

    @classmethod
    def below(cls, home: Path) -> "Desk":
        """A fresh desk; what was left on desks of days ago is thrown away."""
        incoming = home / "uploads" / "incoming"
        incoming.mkdir(parents=True, exist_ok=True)
        for old in incoming.iterdir():
            if old.stat().st_mtime < time.time() - A_DAY:
                shutil.rmtree(old, ignore_errors=True)
        return cls(incoming / secrets.token_hex(8))

    @property
    def files(self) -> list[InputFile]:
        return [file for pile in self.piles for file in pile.files]

    def take(self, uploads: Iterable[tuple[str, BinaryIO]]) -> None:
        """Move uploads to disk, under names of our own, and put them on the unsorted pile."""
        self.folder.mkdir(parents=True, exist_ok=True)
        taken = [self._spool(name, content) for name, content in uploads]
        self.piles = [Pile(None, self.files + taken)]
        self.round += 1

    def _spool(self, name: str, content: BinaryIO) -> InputFile:
        path = self.folder / secrets.token_hex(8)
        with path.open("wb") as file:
            shutil.copyfileobj(content, file, 1 << 20)
        return InputFile(name=name, path=path)

    def options(self, pile: Pile) -> ReadOptions:
        """What reading this pile is asked to respect."""
        return ReadOptions(
            kind=pile.kind,
            source=self.source,
            mode=self.mode,
            mapping=dict(pile.mapping),
            answers=dict(pile.answers),
            set_aside=pile.sets_aside,
            asks_again=pile.asks_again,
        )

    def sort(self, kinds: Mapping[Path, str | None], version: int) -> None:
        """Put each file on the pile of its kind, those of no kind first, since they need somebody;
        a pile that stays whole keeps what was read."""
        old = {pile.kind: pile for pile in self.piles}
        kinds_present = dict.fromkeys(kinds[file.path] for file in self.files)
        ordered = sorted(kinds_present, key=lambda kind: kind is not None)
        piles = []
        for kind in ordered:
            files = [file for file in self.files if kinds[file.path] == kind]
            piles.append(self._pile(kind, files, old, version))
        self.piles = piles

    def _pile(
        self,
        kind: str | None,
        files: list[InputFile],
        old: Mapping[str | None, Pile],
        version: int,
    ) -> Pile:
        before = old.get(kind)
        if before is None:
            whole = old.get(None)
            if whole is None or whole.files != files:
                return Pile(kind, files)
            sorted_pile = replace(whole, kind=kind)
            sorted_pile.asked = (self.options(sorted_pile), version)
            return sorted_pile
        return before if before.files == files else replace(before, files=files, asked=None)

    def retell(self, pile: Pile, kind: str) -> None:
        """These files are of another kind; what was said of them as the old one no longer holds."""
        same = next((other for other in self.piles if other.kind == kind), None)
        if same is None:
            pile.kind, pile.asked, pile.mapping, pile.answers = kind, None, {}, {}
            pile.sets_aside = False
        else:
            same.files, same.asked = same.files + pile.files, None
            self.piles.remove(pile)

    def drop(self, paths: Iterable[Path]) -> None:
        """Leave these files out."""
        gone = set(paths)
        for pile in self.piles:
            if not gone.isdisjoint(file.path for file in pile.files):
                pile.files = [file for file in pile.files if file.path not in gone]
                pile.asked = None
        self.piles = [pile for pile in self.piles if pile.files]
        for path in gone:
            path.unlink(missing_ok=True)

    def sweep(self) -> None:
        """The files are loaded: their copies on the desk are of no more use."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.piles = []

    def clear(self) -> None:
        """Nothing lies on the desk any more, on disk neither."""
        self.sweep()
        self.loading, self.is_reported = None, False
        self.round += 1
