"""A child that waits for its call, its libraries loaded, so that a file need not wait for them.

It is started with the bounds of a large call, and has those of its own call before it is told of
it. One that nobody calls ends by itself, as it does when this process ends.
"""

import os
import resource
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
CHILD = ("-m", "data.sandbox.limits")
READER = "data.sandbox.worker"
MEMORY = 3 << 30
"""Bytes that any child may take; for each byte of its files it has eight more."""
SECONDS = 60
"""Processor time that any child may use; for each MB of its files it has two seconds more."""
LARGE = 4 << 30
"""Bytes of the largest call for which a child may have waited."""

KEEPS_LITTLE = {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "2"}
"""Memory that is no longer used goes back to the system, and costs no time."""

Child = subprocess.Popen[bytes]


def limits(size: int) -> tuple[int, int]:
    """Bytes of memory and seconds of processor time for files of this many bytes."""
    return MEMORY + 8 * size, SECONDS + (2 * size >> 20)


@dataclass(frozen=True)
class _Start:
    """What a child is started with."""

    command: tuple[str, ...]
    environment: Mapping[str, str]


@dataclass
class _Bench:
    """Where at most one child waits, and what it was started with."""

    waits: tuple[Child, _Start] | None = None
    guard: threading.Lock = field(default_factory=threading.Lock)


_bench = _Bench()


def make_ready() -> None:
    """Let a child wait, unless one does already."""
    with _bench.guard:
        if _bench.waits is not None and not _is_ready(*_bench.waits):
            end(_bench.waits[0])
            _bench.waits = None
        if _bench.waits is None:
            start = _start(LARGE)
            _bench.waits = _started(start), start


def called(folder: Path, size: int) -> Child:
    """A child at work on the call in a folder: the one that waits, or a new one."""
    with _bench.guard:
        waits, _bench.waits = _bench.waits, None
    if waits is not None:
        child, start = waits
        if size <= LARGE and _is_ready(child, start):
            with suppress(OSError):
                _bound(child, size)
                _send(child, folder)
                return child
        end(child)
    child = _started(_start(size))
    with suppress(OSError):  # one that has ended already is seen to leave nothing
        _send(child, folder)
    return child


def _start(size: int) -> _Start:
    return _Start((sys.executable, *CHILD, *map(str, limits(size)), READER), _environment())


def _started(start: _Start) -> Child:
    return subprocess.Popen(
        start.command,
        cwd=ROOT,
        env=start.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _is_ready(child: Child, start: _Start) -> bool:
    return child.poll() is None and start == _start(LARGE)


def _bound(child: Child, size: int) -> None:
    memory, seconds = limits(size)
    resource.prlimit(child.pid, resource.RLIMIT_AS, (memory, memory))
    resource.prlimit(child.pid, resource.RLIMIT_CPU, (seconds, seconds))


def _send(child: Child, folder: Path) -> None:
    assert child.stdin is not None
    with child.stdin as pipe:
        pipe.write(os.fsencode(folder) + b"\n")


def end(child: Child) -> None:
    """Kill a child and what it started, if it still runs."""
    if child.poll() is None:
        os.killpg(child.pid, 9)
    child.wait()
    for pipe in (child.stdin, child.stdout):
        assert pipe is not None
        with suppress(OSError):
            pipe.close()


def _environment() -> dict[str, str]:
    """What the child may know: the settings of Octant, nothing else of ours."""
    kept = ("PATH", "LANG", "LC_ALL", "TZ", "HOME")
    settings = {n: v for n, v in os.environ.items() if n in kept or n.startswith("OCTANT_")}
    return settings | {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"} | KEEPS_LITTLE
