"""What was done, outside the database: one JSON line an event, appended, fsynced, chained by hash.

An import, undo or entry writes its *intent* with everything needed to do it again, then commits,
then writes *done*. With the originals this is the truth; the DuckDB file can be made from it.
"""

import hashlib
import json
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
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


def append(home: Path, event: Event) -> str:
    """Write an event for good; its hash, by which later events name it."""
    path = home / FILE_NAME
    with _writing:
        is_new = not path.exists()
        chained = {**event, "previous": START if is_new else _last_digest(path)}
        raw = json.dumps(chained, ensure_ascii=False).encode() + b"\n"
        with path.open("ab") as file:
            if is_new:
                path.chmod(0o600)
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            sync_folder(home)
        return hashlib.sha256(raw).hexdigest()


def _last_digest(path: Path) -> str:
    """Hash of the last line, read from the end."""
    with path.open("rb") as file:
        at = file.seek(0, os.SEEK_END)
        tail = b""
        while at and tail.count(b"\n", 0, -1) == 0:
            step = min(at, BLOCK)
            at -= step
            file.seek(at)
            tail = file.read(step) + tail
    last = tail[tail.rfind(b"\n", 0, -1) + 1 :]
    return hashlib.sha256(last).hexdigest() if last else START


def intents(home: Path, outcome: str | None) -> list[tuple[str, Event]]:
    """Hash and event of the intents that ended as `outcome` (done, failed; None: not yet)."""
    every = list(lines(home))
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
    """Cut a last line that a crash left half written: nobody was told that it was done."""
    path = home / FILE_NAME
    if not path.exists():
        return
    whole = path.read_bytes()
    if whole and not whole.endswith(b"\n"):
        with path.open("r+b") as file:
            file.truncate(whole.rfind(b"\n") + 1)
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
