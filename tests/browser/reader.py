"""Holding the reader of an upload in the middle of its work, however fast the machine is."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.browser.upload import until

READER = b"data.sandbox.limits"
TURN = 0.05
"""Seconds for which a held reader goes on before it is looked at again."""


@contextmanager
def held(home: Path, is_far_enough: Callable[[], bool]) -> Iterator[int]:
    """The process that reads an upload of this home, stopped once it is far enough.

    It goes on afterwards, if it is still there.
    """
    found: list[int] = []
    until(lambda: bool(found.extend(_readers(home)) or found), pause=0.005)
    reader = found[0]
    os.kill(reader, signal.SIGSTOP)
    try:
        end = time.monotonic() + 15
        while not is_far_enough():
            assert time.monotonic() < end, "the page does not show how far the reader is"
            os.kill(reader, signal.SIGCONT)
            time.sleep(TURN)
            os.kill(reader, signal.SIGSTOP)
            time.sleep(10 * TURN)
        yield reader
    finally:
        with suppress(ProcessLookupError):
            os.kill(reader, signal.SIGCONT)


def _readers(home: Path) -> list[int]:
    """Processes of ours that hold a file of this home open and read apart."""
    processes = (int(name) for name in os.listdir("/proc") if name.isdigit())
    return [process for process in processes if _reads(process, home)]


def _reads(process: int, home: Path) -> bool:
    with suppress(OSError):
        if READER not in Path(f"/proc/{process}/cmdline").read_bytes():
            return False
        held = Path(f"/proc/{process}/fd").iterdir()
        return any(os.readlink(one).startswith(f"{home}/uploads/") for one in held)
    return False
