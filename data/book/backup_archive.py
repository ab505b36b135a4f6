"""A backup as one file: a tar with a page about itself, the book, the ledger, the originals.

The page comes first and holds the hash of every other member; a second member holds the page's own.
"""

import hashlib
import io
import json
import os
import stat
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO

from data.book import archive
from data.book.tar_members import Member, NoArchive, members
from data.clock import now
from data.ledger import FILE_NAME as LEDGER
from data.ledger import sync_folder
from data.refusal import Refused
from locales import _

ABOUT, SEAL = "about.json", "about.sha256"
BOOK = "warehouse.duckdb"
ORIGINALS = "uploads/"
BLOCK = 1 << 20
LONGEST_ABOUT = 64_000_000
"""Bytes of the longest page about a backup: the hashes of half a million originals."""
HASH_DIGITS = frozenset("0123456789abcdef")

About = dict[str, Any]


class Archive:
    """An open backup. Only what it declares can be read of it, and only as what it declares."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self._path, self._file = path, file
        self._walk = members(file)
        first = next(self._walk, None)
        if first is None or first.name != ABOUT or first.size > LONGEST_ABOUT:
            raise NoArchive(ABOUT)
        self._first = first
        self.about = _about(b"".join(self._blocks(first)))

    @cached_property
    def _members(self) -> dict[str, Member]:
        return {member.name: member for member in (self._first, *self._walk)}

    def getnames(self) -> list[str]:
        """The members' names, in their order."""
        return list(self._members)

    def size(self, name: str) -> int:
        """Bytes of a member."""
        return self._members[name].size

    def sha256(self, name: str) -> str:
        """What the bytes of a member must hash to. Raises Refused when nothing says so."""
        if name == SEAL:
            return hashlib.sha256(self._seal()).hexdigest()
        declared = self.about["sha256"].get(name)
        original = name.removeprefix(ORIGINALS)
        if declared is None and original != name:
            declared = original
        if declared is None or (original != name and declared != original):
            text = _("{file} does not say what {name} in it must be. Do: take another backup.")
            raise Refused(text.format(file=self._path, name=name))
        return str(declared)

    def problems(self) -> Iterator[str]:
        """What is not as it was put in, in plain sentences; reads everything once."""
        for name in self.getnames():
            if not _is_ours(name):
                text = _("{file} holds {name}, which is no part of a backup of Octant.")
                yield text.format(file=self._path, name=f"{name[:80]!r}")
                return
        for name in dict.fromkeys([BOOK, *self.getnames(), *self.about["sha256"]]):
            if name not in self._members or (name != ABOUT and not self._agrees(name)):
                yield self._changed(name)

    def _agrees(self, name: str) -> bool:
        return self._digest(name) == self.sha256(name)

    def extract(self, name: str, target: Path) -> None:
        """Write one member to a file of our own choosing. Raises Refused when it has changed."""
        expected, hashed = self.sha256(name), hashlib.sha256()
        target.unlink(missing_ok=True)
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                for block in self._blocks(self._members[name]):
                    hashed.update(block)
                    file.write(block)
                file.flush()
                os.fsync(file.fileno())
            if hashed.hexdigest() != expected:
                raise Refused(self._changed(name))
        except BaseException:
            target.unlink()
            raise

    def _changed(self, name: str) -> str:
        text = _("{name} in the backup {file} is not what was put there.")
        return text.format(name=name, file=self._path)

    def _digest(self, name: str) -> str:
        hashed = hashlib.sha256()
        for block in self._blocks(self._members[name]):
            hashed.update(block)
        return hashed.hexdigest()

    def _blocks(self, member: Member) -> Iterator[bytes]:
        self._file.seek(member.begin)
        left = member.size
        while left:
            block = self._file.read(min(left, BLOCK))
            if not block:
                raise NoArchive("cut off")
            left -= len(block)
            yield block

    def _seal(self) -> bytes:
        """What the second member holds: the hash of the page, and the end of a line."""
        return f"{self._digest(ABOUT)}\n".encode()


def write(target: Path, paths: Mapping[str, Path], about: About) -> None:
    """Write a pack, readable by its owner alone and safe against a power cut."""
    sha256 = {name: _named(name) or archive.digest(path) for name, path in paths.items()}
    text = json.dumps({**about, "sha256": sha256}, ensure_ascii=False, indent=1).encode()
    seal = f"{hashlib.sha256(text).hexdigest()}\n".encode()
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        with tarfile.open(
            fileobj=file, mode="w", format=tarfile.PAX_FORMAT, dereference=True
        ) as tar:
            for name, content in ((ABOUT, text), (SEAL, seal)):
                page = tarfile.TarInfo(name)
                page.size, page.mode, page.mtime = len(content), 0o600, int(now().timestamp())
                tar.addfile(page, io.BytesIO(content))
            for name, path in paths.items():
                tar.add(path, arcname=name, recursive=False)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(target.parent)


@contextmanager
def opened(path: Path) -> Iterator[tuple[About, Archive]]:
    """What a pack says of itself, and the pack. Raises Refused when it is no backup of ours."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file:
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise NoArchive("no file")
            pack = Archive(path, file)
            yield pack.about, pack
        except NoArchive as error:
            raise Refused(
                _("{file} is not a whole backup of Octant. Do: take another one.").format(file=path)
            ) from error


def _about(raw: bytes) -> About:
    try:
        about = json.loads(raw.decode())
    except (ValueError, RecursionError) as error:
        raise NoArchive(ABOUT) from error
    if not isinstance(about, dict) or about.get("what") != "octant":
        raise NoArchive(ABOUT)
    hashes = about.setdefault("sha256", {})
    if not isinstance(hashes, dict) or not all(map(is_hash, hashes.values())):
        raise NoArchive(ABOUT)
    if not _is_instant(about.get("made_at")) or not isinstance(about.get("version", 0), int):
        raise NoArchive(ABOUT)
    return about


def _is_instant(text: object) -> bool:
    try:
        return isinstance(text, str) and datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def is_hash(text: object) -> bool:
    """Whether a text is a SHA-256 as we write it."""
    return isinstance(text, str) and len(text) == 64 and set(text) <= HASH_DIGITS


def _named(name: str) -> str:
    """The hash that an original's name is; empty for other members."""
    return name.removeprefix(ORIGINALS) if name.startswith(ORIGINALS) else ""


def _is_ours(name: str) -> bool:
    return name in (ABOUT, SEAL, BOOK, f"{BOOK}.wal", LEDGER) or is_hash(_named(name))
