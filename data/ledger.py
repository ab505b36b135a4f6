"""What was done, outside the database: one JSON line an event, appended, fsynced, chained by hash.

An import, undo or entry writes its *intent* with everything needed to do it again, then commits,
then writes *done*. With the originals this is the truth; the DuckDB file can be made from it.
"""

import hashlib
import json
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import BinaryIO

from data.ledger_lines import LONGEST, NoEvent, event_of, too_long
from data.ledger_shapes import Event
from data.refusal import Refused
from locales import _

__all__ = ["Event"]

FILE_NAME = "ledger.jsonl"
START = "0" * 64
BLOCK = 1 << 16
_writing = threading.Lock()


@dataclass(frozen=True)
class Line:
    """One event with its own hash; `is_chained` says whether it names the hash before it.

    `fault`: why it is no event, in words; then the event is empty and the chain broken.
    """

    number: int
    event: Event
    digest: str
    is_chained: bool
    fault: str = ""

    @property
    def problem(self) -> str:
        """What is wrong with it, in a sentence; empty when nothing is."""
        if self.fault:
            text = _("Ledger line {n} cannot be read: {reason}.")
            return text.format(n=self.number, reason=self.fault)
        if self.is_chained:
            return ""
        return _("Ledger line {n} does not follow from the line before it.").format(n=self.number)


def lines(home: Path) -> Iterator[Line]:
    """Every event in order. A line that is no event comes as an empty, unchained one."""
    path = home / FILE_NAME
    previous = START
    if not path.exists():
        return
    with path.open("rb") as file:
        for number, (raw, digest) in enumerate(_raw_lines(file), start=1):
            try:
                event, fault = event_of(raw), ""
            except NoEvent as error:
                event, fault = {}, str(error)
            yield Line(number, event, digest, event.get("previous") == previous, fault)
            previous = digest


def _raw_lines(file: BinaryIO) -> Iterator[tuple[bytes, str]]:
    """Each line and its hash; of one that is too long only as much as shows that it is."""
    while raw := file.readline(LONGEST + 1):
        hashed, rest = hashlib.sha256(raw), raw
        while not rest.endswith(b"\n") and (rest := file.readline(BLOCK)):
            hashed.update(rest)
        yield raw, hashed.hexdigest()


def size(home: Path) -> int:
    """Length in bytes."""
    path = home / FILE_NAME
    return path.stat().st_size if path.exists() else 0


def stamp(home: Path) -> tuple[int, int]:
    """Length and instant of the last change: another ledger has another stamp."""
    path = home / FILE_NAME
    found = path.stat() if path.exists() else None
    return (found.st_size, found.st_mtime_ns) if found else (0, 0)


def append(home: Path, event: Event) -> str:
    """Write an event for good, or not at all; its hash, by which later events name it.

    Raises Refused for one that no reader of the ledger would take.
    """
    path = home / FILE_NAME
    with _writing:
        is_new = not path.exists()
        drop_torn_end(home)
        chained = {**event, "previous": START if is_new else _last_digest(path)}
        raw = json.dumps(chained, ensure_ascii=False).encode() + b"\n"
        if len(raw) > LONGEST:
            text = _("The change is too large for one line of the ledger: {reason}. Do: load less.")
            raise Refused(text.format(reason=too_long()))
        with path.open("ab", buffering=0) as file:
            if is_new:
                path.chmod(0o600)
            _write_whole(file, raw)
        if is_new:
            sync_folder(home)
        return hashlib.sha256(raw).hexdigest()


def _write_whole(file: FileIO, raw: bytes) -> None:
    """Append and sync; where the disk is full the file is as long as before."""
    length = file.seek(0, os.SEEK_END)
    try:
        written = 0
        while written < len(raw):
            written += file.write(raw[written:])
        os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            file.truncate(length)
        raise


def _last_digest(path: Path) -> str:
    """Hash of the last line."""
    with path.open("rb") as file:
        if not file.seek(0, os.SEEK_END):
            return START
        file.seek(_last_line_at(file))
        return hashlib.file_digest(file, "sha256").hexdigest()


def _last_line_at(file: BinaryIO) -> int:
    """Where the last line begins, half written or whole, looked for from the end."""
    at = max(file.seek(0, os.SEEK_END) - 1, 0)  # a line's own end is no beginning of another
    while at:
        step = min(at, BLOCK)
        at -= step
        file.seek(at)
        if (end := file.read(step).rfind(b"\n")) >= 0:
            return at + end + 1
    return 0


@dataclass(frozen=True)
class Told:
    """The whole ledger: what was done, what is under way, and the first line that is `broken`."""

    done: list[Event]
    under_way: list[Event]
    broken: Line | None

    @property
    def newest(self) -> int:
        """The newest version that was made; 0 when none was."""
        return max((event["version"] for event in self.done if "version" in event), default=0)


def told(home: Path) -> Told:
    """All that the ledger tells, read once."""
    every = list(lines(home))
    done, under_way = (
        [event for _digest, event in _ended(every, outcome)] for outcome in ("done", None)
    )
    return Told(done, under_way, next((line for line in every if line.problem), None))


def intents(home: Path, outcome: str | None) -> list[tuple[str, Event]]:
    """Hash and event of the intents that ended as `outcome` (done, failed; None: not yet)."""
    return _ended(list(lines(home)), outcome)


def _ended(every: Sequence[Line], outcome: str | None) -> list[tuple[str, Event]]:
    ends = {
        line.event["intent"]: line.event["event"]
        for line in every
        if line.event.get("event") in ("done", "failed")
    }
    return [
        (line.digest, line.event)
        for line in every
        if line.event.get("event") == "intent" and ends.get(line.digest) == outcome
    ]


def drop_torn_end(home: Path) -> None:
    """Cut a last line that was left half written: nobody was told that it was done."""
    path = home / FILE_NAME
    if not path.exists():
        return
    with path.open("r+b") as file:
        file.seek(max(file.seek(0, os.SEEK_END) - 1, 0))
        if file.read(1) in (b"", b"\n"):
            return
        file.truncate(_last_line_at(file))
        os.fsync(file.fileno())


def sync_file(path: Path) -> None:
    """Make what was written to a file survive a power cut."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make new and renamed files of a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
