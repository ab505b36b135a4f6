"""What a disk holds after the power went: the recorded writes of a process, cut at any fsync."""

import random
import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.shim import Call

HEAD = struct.Struct("=4q")


@dataclass(frozen=True)
class Change:
    """One recorded call: on which file, where, with which bytes (a rename: the new path)."""

    call: Call
    path: Path
    offset: int
    data: bytes


@dataclass
class File:
    """A file as the process sees it, and what of it is surely on the disk."""

    safe: bytearray
    unsafe: list[Change] = field(default_factory=list)


def changes(log: Path) -> list[Change]:
    """The recorded calls in order."""
    raw, at, found = log.read_bytes(), 0, []
    while at < len(raw):
        call, path_length, offset, length = HEAD.unpack_from(raw, at)
        at += HEAD.size
        path = Path(raw[at : at + path_length].decode())
        at += path_length
        has_data = call in (Call.WRITE, Call.RENAME)
        data = raw[at : at + length] if has_data else b""
        at += len(data)
        found.append(Change(Call(call), path, offset, data))
    return found


def cuts(done: list[Change]) -> list[int]:
    """How many calls had come to pass just before each fsync, just after it, and at the end."""
    syncs = [n for n, change in enumerate(done) if change.call is Call.SYNC]
    return sorted({0, *syncs, *(n + 1 for n in syncs), len(done)})


def after_power_loss(
    start: Path, home: Path, done: list[Change], chance: random.Random | None
) -> None:
    """Make `home` what was left of it: `start`, plus `done`, of which only fsynced data are sure.

    The rest is lost (chance None) or reached the disk call by call as chance has it. Names and
    lengths go in the order of the calls, as a journal keeps them.
    """
    files = {
        home / path.relative_to(start): File(bytearray(path.read_bytes()))
        for path in start.rglob("*")
        if path.is_file()
    }
    for change in done:
        _apply(files, change)
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(start, home, ignore=lambda folder, names: _files(folder, names))
    for path, file in files.items():
        content = file.safe
        for change in file.unsafe:
            if chance and chance.random() < 0.5:
                _write(content, change)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _apply(files: dict[Path, File], change: Change) -> None:
    if change.call is Call.UNLINK:
        files.pop(change.path, None)
    elif change.call is Call.RENAME:
        if change.path in files:
            files[Path(change.data.decode())] = files.pop(change.path)
    elif change.call is Call.SYNC:
        file = files.get(change.path)
        for late in file.unsafe if file else ():
            _write(file.safe, late)
        if file:
            file.unsafe = []
    else:
        file = files.setdefault(change.path, File(bytearray()))
        if change.call is not Call.CREATE:
            file.unsafe.append(change)


def _write(content: bytearray, change: Change) -> None:
    if change.call is Call.TRUNCATE:
        del content[change.offset :]
        content.extend(bytes(max(0, change.offset - len(content))))
        return
    content.extend(bytes(max(0, change.offset - len(content))))
    content[change.offset : change.offset + len(change.data)] = change.data


def _files(folder: str, names: list[str]) -> Iterator[str] | list[str]:
    return [name for name in names if (Path(folder) / name).is_file()]
