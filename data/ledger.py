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
from typing import Any

FILE_NAME = "ledger.jsonl"
START = "0" * 64
BLOCK = 1 << 16
_writing = threading.Lock()

Event = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """One event with its own hash; `is_chained` says whether it names the hash before it."""

    number: int
    event: Event
    digest: str
    is_chained: bool


def lines(home: Path) -> Iterator[Line]:
    """Every event in order. A line that is no event comes as an empty, unchained one."""
    path = home / FILE_NAME
    previous = START
    if not path.exists():
        return
    with path.open("rb") as file:
        for number, raw in enumerate(file, start=1):
            event = _event(raw)
            digest = hashlib.sha256(raw).hexdigest()
            yield Line(number, event, digest, event.get("previous") == previous)
            previous = digest


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
    """Write an event for good, or not at all; its hash, by which later events name it."""
    path = home / FILE_NAME
    with _writing:
        is_new = not path.exists()
        drop_torn_end(home)
        chained = {**event, "previous": START if is_new else _last_digest(path)}
        raw = json.dumps(chained, ensure_ascii=False).encode() + b"\n"
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
    last = _last_line(path)
    return hashlib.sha256(last).hexdigest() if last else START


def _last_line(path: Path) -> bytes:
    """The last line, half written or whole, read from the end."""
    with path.open("rb") as file:
        at = file.seek(0, os.SEEK_END)
        tail = b""
        while at and tail.count(b"\n", 0, -1) == 0:
            step = min(at, BLOCK)
            at -= step
            file.seek(at)
            tail = file.read(step) + tail
    return tail[tail.rfind(b"\n", 0, -1) + 1 :]


@dataclass(frozen=True)
class Told:
    """The whole ledger: what was done, what is under way, and the first line that is `broken`."""

    done: list[Event]
    under_way: list[Event]
    broken: int | None

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
    return Told(done, under_way, next((x.number for x in every if not x.is_chained), None))


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
    last = _last_line(path)
    if last and not last.endswith(b"\n"):
        with path.open("r+b") as file:
            file.truncate(path.stat().st_size - len(last))
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


def _event(raw: bytes) -> Event:
    try:
        event = json.loads(raw)
    except ValueError:
        return {}
    return event if isinstance(event, dict) else {}
