"""Uploaded files of one browser session until they are confirmed.

Uploads are moved to disk at once and the browser's copies let go. The files of one kind make a
group; a group is read again only when its kind, mapping or answers change.
"""

import os
import secrets
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from data.ingest.model import InputFile, ReadOptions
from data.intake import Proposal
from locales import _
from pages.exports.imports_tabs.jobs import Job
from pages.parts.upload_quota import LEAST

BLOCK = 1 << 20


@dataclass
class FileGroup:
    """The files of one kind, how the reader answered for them, and what was read from them.

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
class UploadSession:
    """What one person has uploaded and not yet confirmed.

    `loading` is the import once it is confirmed, `loaded` what of it is stored, group by group;
    `is_reported`: the page has drawn itself once since the import ended.
    """

    folder: Path
    source: str = "main"
    mode: str = "replace"
    round: int = 0
    groups: list[FileGroup] = field(default_factory=list)
    loading: Job[list[Proposal]] | None = None
    loaded: list[Proposal] = field(default_factory=list)
    is_reported: bool = False
    refused: list[str] = field(default_factory=list)

    @classmethod
    def below(cls, home: Path) -> "UploadSession":
        """An empty session."""
        folder_of(home).mkdir(parents=True, exist_ok=True, mode=0o700)
        return cls(folder_of(home) / secrets.token_hex(8))

    @property
    def files(self) -> list[InputFile]:
        """All files, group by group."""
        return [file for group in self.groups for file in group.files]

    def take(self, uploads: Iterable[tuple[str, BinaryIO]]) -> None:
        """Move uploads to disk, under names of our own, and put them into the unsorted group.

        Raises OSError, with none of them kept, when the disk has no room for them all.
        """
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        taken: list[InputFile] = []
        try:
            for name, content in uploads:
                taken.append(InputFile(name, self.folder / secrets.token_hex(8)))
                _spool(content, taken[-1].path)
        except BaseException:
            for file in taken:
                file.path.unlink(missing_ok=True)
            raise
        self.groups = [FileGroup(None, self.files + taken)]
        self.round += 1

    def size(self) -> int:
        """Bytes that the files count against the room for uploads."""
        return sum(max(LEAST, _size(file.path)) for file in self.files)

    def let_go(self) -> bool:
        """Throw the files away, for their tab is closed; False while they are being stored."""
        if self.loading is not None and self.loading.lasts(0):
            return False
        for group in self.groups:
            if group.reading is not None:
                group.reading.cancel()
        gone = bool(self.files)
        self.sweep()
        if gone:
            self.refused = [_("The files were let go while this page was away. Drop them again.")]
        return True

    def options(self, group: FileGroup) -> ReadOptions:
        """The options with which this group is read."""
        return ReadOptions(
            kind=group.kind,
            source=self.source,
            mode=self.mode,
            mapping=dict(group.mapping),
            answers=dict(group.answers),
            set_aside=group.sets_aside,
            asks_again=group.asks_again,
        )

    def sort(self, kinds: Mapping[Path, str | None], version: int) -> None:
        """Put each file into the group of its kind; the files of no kind come first, since a person
        has to name it. A group whose files stay the same keeps what was read."""
        old = {group.kind: group for group in self.groups}
        kinds_present = dict.fromkeys(kinds[file.path] for file in self.files)
        ordered = sorted(kinds_present, key=lambda kind: kind is not None)
        groups = []
        for kind in ordered:
            files = [file for file in self.files if kinds[file.path] == kind]
            groups.append(self._group(kind, files, old, version))
        self.groups = groups

    def _group(
        self,
        kind: str | None,
        files: list[InputFile],
        old: Mapping[str | None, FileGroup],
        version: int,
    ) -> FileGroup:
        before = old.get(kind)
        if before is None:
            whole = old.get(None)
            if whole is None or whole.files != files:
                return FileGroup(kind, files)
            sorted_group = replace(whole, kind=kind)
            sorted_group.asked = (self.options(sorted_group), version)
            return sorted_group
        return before if before.files == files else replace(before, files=files, asked=None)

    def change_kind(self, group: FileGroup, kind: str) -> None:
        """These files are of another kind; their mapping and answers are dropped."""
        same = next((other for other in self.groups if other.kind == kind), None)
        if same is None:
            group.kind, group.asked, group.mapping, group.answers = kind, None, {}, {}
            group.sets_aside = False
        else:
            same.files, same.asked = same.files + group.files, None
            self.groups.remove(group)

    def drop(self, paths: Iterable[Path]) -> None:
        """Leave these files out."""
        gone = set(paths)
        for group in self.groups:
            if not gone.isdisjoint(file.path for file in group.files):
                group.files = [file for file in group.files if file.path not in gone]
                group.asked = None
        self.groups = [group for group in self.groups if group.files]
        for path in gone:
            path.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Delete the copies on disk, once the files are loaded."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.groups = []

    def clear(self) -> None:
        """Start over: no files, neither here nor on disk."""
        self.sweep()
        self.loading, self.is_reported = None, False
        self.round += 1


def folder_of(home: Path) -> Path:
    """Where the uploads of a home lie until they are confirmed."""
    return home / "uploads" / "incoming"


def clear_all(home: Path) -> None:
    """Delete the uploads of a server that is no more: for one that starts."""
    shutil.rmtree(folder_of(home), ignore_errors=True)


def _spool(content: BinaryIO, path: Path) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        shutil.copyfileobj(content, file, BLOCK)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # thrown away meanwhile
        return 0
