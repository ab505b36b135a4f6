"""The template process from the side of the app: started before it is needed, asked for forks.

It ends by itself when nobody calls for long, and when this process ends.
"""

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from data.refusal import Refused
from data.sandbox.call import Order
from data.sandbox.codec import pack
from locales import _

ROOT = Path(__file__).parent.parent.parent
CHILD = ("-m", "data.sandbox.limits", "0", "0", "data.sandbox.template")
MEMORY, MOST_MEMORY = 1 << 30, 3 << 30
"""Bytes that any reader may take; for each byte of its files it has a hundred more up to the most,
then eight."""
SECONDS = 25
"""Processor time that any reader may use; for each MB of its files it has ten seconds more."""
FILE_BYTES = 512 << 20
"""Bytes of a file that any reader may write; for each byte of its files it has 64 more."""

KEEPS_LITTLE = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "2",
    "OPENBLAS_NUM_THREADS": "1",
}
"""Memory that is no longer used goes back to the system, and costs no time."""

Child = subprocess.Popen[bytes]


def limits(size: int) -> tuple[int, int]:
    """Bytes of memory and seconds of processor time for files of this many bytes."""
    memory = max(MEMORY, min(MEMORY + 100 * size, MOST_MEMORY)) + 8 * size
    return memory, SECONDS + (10 * size >> 20)


@dataclass
class _Kept:
    """The template, and the command that it was started with."""

    child: Child | None = None
    command: tuple[str, ...] = ()
    guard: threading.Lock = field(default_factory=threading.Lock)


_kept = _Kept()


def make_ready() -> None:
    """Start the template, unless it runs. Where it cannot be started, the call will say so."""
    with suppress(Refused):
        _template()


def called(folder: Path, size: int) -> Child:
    """The template, with the order to fork for the call in a folder.

    `size`: bytes of its files. Raises Refused where no process can be started.
    """
    memory, seconds = limits(size)
    order = Order(f"{folder}", memory, seconds, FILE_BYTES + 64 * size)
    for _attempt in range(2):  # one that has waited for long may end just now
        child = _template()
        assert child.stdin is not None
        with suppress(OSError):
            child.stdin.write(json.dumps(pack(order)).encode() + b"\n")
            child.stdin.flush()
            return child
        end(child)
    raise refused(_("it ended at once"))


def _template() -> Child:
    command = (sys.executable, *CHILD)
    with _kept.guard:
        child = _kept.child
        if child is None or child.poll() is not None or _kept.command != command:
            if child is not None:
                _kill(child)
            _kept.child = child = _started(command)
            _kept.command = command
        return child


def _started(command: tuple[str, ...]) -> Child:
    try:
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise refused(error.strerror or f"{error}") from error


def refused(reason: str) -> Refused:
    """That the system gives no process to read files in: it concerns no file."""
    text = _(
        "Files are read in a process of its own, and none could be started: {reason}. "
        "Do: see that the system lets Octant start processes, then try again."
    )
    return Refused(text.format(reason=reason))


def end(child: Child) -> None:
    """Kill a template and its fork; the next call starts another."""
    with _kept.guard:
        if _kept.child is child:
            _kept.child = None
    _kill(child)


def _kill(child: Child) -> None:
    if child.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, 9)
    child.wait()
    for pipe in (child.stdin, child.stdout):
        assert pipe is not None
        with suppress(OSError):
            pipe.close()


def environment() -> dict[str, str]:
    """What a reader may know: the settings of Octant, nothing else of ours."""
    kept = ("PATH", "LANG", "LC_ALL", "TZ", "HOME")
    return {n: v for n, v in os.environ.items() if n in kept or n.startswith("OCTANT_")}


def _environment() -> dict[str, str]:
    fixed = {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return environment() | fixed | KEEPS_LITTLE
